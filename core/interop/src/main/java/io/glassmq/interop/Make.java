package io.glassmq.interop;

/**
 * Whose servers: where their classes are and where they begin.
 *
 * @param name what tables call it
 */
public record Make(String name, String classPath, String namesrvMain, String brokerMain) {

  /** The published 5.5.0 servers. */
  public static Make official() {
    return new Make(
        "official",
        OfficialJars.v5().classPath(),
        "org.apache.rocketmq.namesrv.NamesrvStartup",
        "org.apache.rocketmq.broker.BrokerStartup");
  }

  /** Ours, from the class path of this JVM. */
  public static Make glass() {
    return new Make(
        "GlassMQ",
        System.getProperty("java.class.path"),
        "io.glassmq.boot.NamesrvStartup",
        "io.glassmq.boot.BrokerStartup");
  }
}
