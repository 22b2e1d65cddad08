package io.glassmq.remoting.netty;

import io.glassmq.common.config.ConfigReader;

/**
 * The settings of a listening port.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyServerConfig}.
 *
 * @param bindAddress the address to listen on; 0.0.0.0 for all of this host
 * @param listenPort the port to listen on; 0 for any that is free
 * @param ioThreads {@code serverSelectorThreads}: threads that read, write, and run processors
 *     without an executor of their own; by default 2, or 3 with three processors or more
 * @param maxIdleSeconds {@code serverChannelMaxIdleTimeSeconds}: seconds; a connection on which
 *     nothing is said for so long is closed
 * @param asyncLimit {@code serverAsyncSemaphoreValue}: requests to clients that may wait for their
 *     answers at the same time
 * @param onewayLimit {@code serverOnewaySemaphoreValue}: oneway requests to clients that may wait
 *     to be written
 * @param backlog {@code serverSocketBacklog}: connections that may wait to be accepted
 * @param writeBufferLimitBytes {@code writeBufferHighWaterMark}: bytes; while more waits to be
 *     written to a connection, nothing is read from it
 */
public record NettyServerConfig(
    String bindAddress,
    int listenPort,
    int ioThreads,
    int maxIdleSeconds,
    int asyncLimit,
    int onewayLimit,
    int backlog,
    int writeBufferLimitBytes) {

  /** The default settings. */
  public static NettyServerConfig of(String bindAddress, int listenPort) {
    int ioThreads = Math.max(2, Math.min(3, Runtime.getRuntime().availableProcessors()));
    return new NettyServerConfig(
        bindAddress, listenPort, ioThreads, 120, 1024, 4096, 1024, 4 << 20);
  }

  /**
   * The settings under the official keys.
   *
   * @throws io.glassmq.common.config.ConfigException if a value cannot be meant
   */
  public static NettyServerConfig read(ConfigReader reader, String bindAddress, int listenPort) {
    NettyServerConfig standard = of(bindAddress, listenPort);
    return new NettyServerConfig(
        bindAddress,
        listenPort,
        reader.intValue("serverSelectorThreads", standard.ioThreads, 1, 256),
        reader.intValue("serverChannelMaxIdleTimeSeconds", standard.maxIdleSeconds, 1, 86_400),
        reader.intValue("serverAsyncSemaphoreValue", standard.asyncLimit, 1, 1 << 20),
        reader.intValue("serverOnewaySemaphoreValue", standard.onewayLimit, 1, 1 << 20),
        reader.intValue("serverSocketBacklog", standard.backlog, 1, 65_535),
        reader.intValue(
            "writeBufferHighWaterMark", standard.writeBufferLimitBytes, 1 << 16, 1 << 30));
  }

  /** The same on another port. */
  public NettyServerConfig withListenPort(int port) {
    return new NettyServerConfig(
        bindAddress,
        port,
        ioThreads,
        maxIdleSeconds,
        asyncLimit,
        onewayLimit,
        backlog,
        writeBufferLimitBytes);
  }
}
