package io.glassmq.remoting.netty;

import io.glassmq.remoting.protocol.SerializeType;

/**
 * The settings of a calling side.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyClientConfig}.
 *
 * @param ioThreads threads that read and write
 * @param connectTimeoutMillis how long making a connection may take
 * @param maxIdleSeconds a connection on which nothing is said for so long is closed
 * @param asyncLimit requests that may wait for their answers at the same time
 * @param onewayLimit oneway requests that may wait to be written
 * @param serializeType the form of the headers that we send
 */
public record NettyClientConfig(
    int ioThreads,
    long connectTimeoutMillis,
    int maxIdleSeconds,
    int asyncLimit,
    int onewayLimit,
    SerializeType serializeType) {

  /** The default settings. */
  public static NettyClientConfig defaults() {
    return new NettyClientConfig(1, 3_000, 120, 65_535, 65_535, SerializeType.JSON);
  }
}
