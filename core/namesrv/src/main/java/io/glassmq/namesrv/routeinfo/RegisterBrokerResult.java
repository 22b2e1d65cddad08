package io.glassmq.namesrv.routeinfo;

/**
 * What a registered broker is told.
 *
 * @param masterAddr its master, or null when it has none alive or is one
 * @param haServerAddr where that master lets slaves fetch from, or null
 */
public record RegisterBrokerResult(String masterAddr, String haServerAddr) {
  /** For masters, and for slaves without one. */
  public static final RegisterBrokerResult NOTHING = new RegisterBrokerResult(null, null);
}
