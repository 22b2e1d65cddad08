package io.glassmq.namesrv;

import static io.glassmq.remoting.protocol.RequestCode.*;

import io.glassmq.common.StepMode;
import io.glassmq.common.thread.BoundedThreadPool;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.namesrv.kvconfig.KVConfigManager;
import io.glassmq.namesrv.processor.BrokerRegistrationProcessor;
import io.glassmq.namesrv.processor.ClusterAdminProcessor;
import io.glassmq.namesrv.processor.KvConfigProcessor;
import io.glassmq.namesrv.processor.RouteRequestProcessor;
import io.glassmq.namesrv.processor.TopicAdminProcessor;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.Registration;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingServer;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.netty.NettyRemotingServer;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole name server: builds its services, starts them in order, stops them in reverse.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.NamesrvController}.
 */
public final class NamesrvController {
  private static final int POOL_THREADS = 4;
  private static final int POOL_QUEUE = 10_000;
  private static final long STOP_LIMIT_MILLIS = StepMode.limitMillis(3_000);

  private final RouteTable routes;
  private final ExecutorService pool;
  private final RemotingServer server;
  private final ServiceThread scan;

  /**
   * @throws java.io.UncheckedIOException if the file of the key-value settings cannot be read
   */
  public NamesrvController(NamesrvConfig config, NamesrvParts parts) {
    var current = new AtomicReference<>(config);
    var kvConfig = new KVConfigManager(config.kvConfigPath());
    routes = parts.routeTable().apply(parts.clock());
    scan =
        new ServiceThread(
            "ScanNotActiveBroker", this::scan, () -> current.get().scanIntervalMillis());
    pool = new BoundedThreadPool("RemotingExecutorThread_", POOL_THREADS, POOL_QUEUE);
    server =
        new NettyRemotingServer(
            config.server(), new BrokerHousekeeping(), parts.remoting(), parts.clock());

    var route = new RouteRequestProcessor(current::get, routes, kvConfig);
    server.registerProcessor(GET_ROUTEINFO_BY_TOPIC, route, Runnable::run);
    register(
        new BrokerRegistrationProcessor(current::get, routes, kvConfig),
        List.of(REGISTER_BROKER, UNREGISTER_BROKER, QUERY_DATA_VERSION, BROKER_HEARTBEAT));
    register(
        new ClusterAdminProcessor(current, routes),
        List.of(
            GET_BROKER_CLUSTER_INFO,
            GET_BROKER_MEMBER_GROUP,
            GET_NAMESRV_CONFIG,
            UPDATE_NAMESRV_CONFIG));
    register(
        new KvConfigProcessor(kvConfig),
        List.of(PUT_KV_CONFIG, GET_KV_CONFIG, DELETE_KV_CONFIG, GET_KVLIST_BY_NAMESPACE));
    register(
        new TopicAdminProcessor(current::get, routes),
        List.of(
            GET_ALL_TOPIC_LIST_FROM_NAMESERVER,
            GET_TOPICS_BY_CLUSTER,
            GET_SYSTEM_TOPIC_LIST_FROM_NS,
            GET_UNIT_TOPIC_LIST,
            GET_HAS_UNIT_SUB_TOPIC_LIST,
            GET_HAS_UNIT_SUB_UNUNIT_TOPIC_LIST,
            REGISTER_TOPIC_IN_NAMESRV,
            DELETE_TOPIC_IN_NAMESRV,
            WIPE_WRITE_PERM_OF_BROKER,
            ADD_WRITE_PERM_OF_BROKER));
  }

  private void register(RequestProcessor processor, List<RequestCode> codes) {
    codes.forEach(code -> server.registerProcessor(code, processor, pool));
  }

  // region ch03 two-ways-out
  /** A broker whose connection closes is gone at once. */
  private final class BrokerHousekeeping implements ChannelEventListener {
    @Override
    public void onClose(RemotingChannel channel) {
      routes.channelClosed(channel);
    }
  }

  private int scan() {
    routes.expire().forEach(RemotingChannel::close);
    return 0;
  }

  // endregion

  /**
   * Opens the port.
   *
   * @throws java.io.UncheckedIOException if it cannot; the message says why
   */
  public void start() {
    server.start();
    scan.start();
  }

  /** Closes the port and stops all threads. May be called more than once. */
  public void shutdown() {
    scan.shutdown(STOP_LIMIT_MILLIS);
    server.shutdown();
    pool.shutdown();
  }

  /** Who answers what, in the order of the codes. */
  public Map<RequestCode, Registration> registrations() {
    return server.registrations();
  }

  /** The port in use; differs from the configured one when that was 0. */
  public int listenPort() {
    return server.localListenPort();
  }
}
