package io.glassmq.remoting;

/**
 * What becomes of connections. Called on a thread of the remoting room: return quickly.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.ChannelEventListener}.
 */
public interface ChannelEventListener {

  /** Hears nothing. */
  ChannelEventListener NONE = new ChannelEventListener() {};

  default void onConnect(RemotingChannel channel) {}

  /** The connection is gone, whoever ended it, and for whatever reason. Comes once. */
  default void onClose(RemotingChannel channel) {}
}
