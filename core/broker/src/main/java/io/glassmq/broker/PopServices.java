package io.glassmq.broker;

import static io.glassmq.remoting.protocol.RequestCode.*;

import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.longpolling.PopLongPollingService;
import io.glassmq.broker.longpolling.WaitingPop;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.OrderReleases;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.OpenCheckPoints;
import io.glassmq.broker.pop.PopBufferMergeService;
import io.glassmq.broker.pop.PopHolders;
import io.glassmq.broker.pop.PopInflightMessageCounter;
import io.glassmq.broker.pop.PopOffsets;
import io.glassmq.broker.pop.PopQueueLocks;
import io.glassmq.broker.pop.PopRetryMessages;
import io.glassmq.broker.pop.PopReviveService;
import io.glassmq.broker.pop.PopTour;
import io.glassmq.broker.pop.QueuePop;
import io.glassmq.broker.pop.Revival;
import io.glassmq.broker.pop.ReviveLog;
import io.glassmq.broker.pop.ReviveTopic;
import io.glassmq.broker.processor.AckMessageProcessor;
import io.glassmq.broker.processor.ChangeInvisibleTimeProcessor;
import io.glassmq.broker.processor.NotificationProcessor;
import io.glassmq.broker.processor.OrderedAcks;
import io.glassmq.broker.processor.PeekMessageProcessor;
import io.glassmq.broker.processor.PollingInfoProcessor;
import io.glassmq.broker.processor.PopInFlightProcessor;
import io.glassmq.broker.processor.PopMessageProcessor;
import io.glassmq.broker.processor.PopRequestCheck;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.store.MessageStore;
import io.glassmq.store.timer.TimerMessageStore;
import io.glassmq.store.timer.TimerTopic;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All parts of pop: part of the composition of a broker. A broker that nobody pops from pays for it
 * with a few sleeping threads.
 *
 * <p>{@code load}, {@code start} and {@code shutdown} are called by one thread, once each and in
 * this order.
 */
final class PopServices {
  private final BrokerConfig config;
  private final TopicConfigManager topics;
  private final SubscriptionGroupManager groups;
  private final ConsumerOffsetManager offsets;
  private final ConsumerManager consumers;
  private final MessageStore store;
  private final Clock clock;
  private final PopQueueLocks locks = new PopQueueLocks();
  private final PopHolders holders = new PopHolders();
  private final OrderReleases orderReleases;
  private final ConsumerOrderInfoManager orderInfo;
  private final ReviveLog reviveLog;
  private final PopBufferMergeService merge;
  private final PopReviveService revive;
  private final TimerMessageStore timer;
  private final PopInflightMessageCounter inflight;
  private final PopLongPollingService waitingPops;
  private final PopLongPollingService waitingNotifications;

  /**
   * @param pullThreads answer pops that were woken
   * @param files where settings live, by name
   * @param storeHost the address that messages of the broker itself carry
   */
  PopServices(
      BrokerConfig config,
      BrokerParts parts,
      TopicConfigManager topics,
      SubscriptionGroupManager groups,
      ConsumerOffsetManager offsets,
      ConsumerManager consumers,
      MessageStore store,
      Executor pullThreads,
      Function<String, ConfigFile> files,
      Supplier<InetSocketAddress> storeHost) {
    this.config = config;
    this.topics = topics;
    this.groups = groups;
    this.offsets = offsets;
    this.consumers = consumers;
    this.store = store;
    this.clock = parts.clock();
    inflight = new PopInflightMessageCounter(clock);
    orderReleases =
        new OrderReleases(
            config.pop().enableNotifyAfterPopOrderLockRelease() ? this::wake : queue -> {}, clock);
    orderInfo =
        new ConsumerOrderInfoManager(
            files.apply("consumerOrderInfo.json"), topics, groups, orderReleases, clock);
    timer = new TimerMessageStore(store, config.store().root(), clock);
    reviveLog = new ReviveLog(store, new TimerTopic(clock), reviveTopic(), storeHost, clock);
    var buffer = parts.checkPoints().apply(config.pop().checkPointLimits());
    merge = new PopBufferMergeService(buffer, reviveLog, offsets, this::isGone, clock);
    waitingPops = PopLongPollingService.ofPops(config.pop(), pullThreads, clock);
    waitingNotifications = PopLongPollingService.ofNotifications(config.pop(), pullThreads, clock);
    revive = revive(parts, storeHost);
  }

  private PopReviveService revive(BrokerParts parts, Supplier<InetSocketAddress> storeHost) {
    PopConfig settings = config.pop();
    var retry = new PopRetryMessages(settings, topics, offsets, store, storeHost);
    boolean givesUp = settings.skipWhenCKRePutReachMaxTimes();
    return new PopReviveService(
        reviveTopic(),
        store,
        offsets,
        new Revival(topics, groups, store, retry, reviveLog, inflight, givesUp, clock),
        parts.reviveLoops(),
        timer::isBehind,
        clock);
  }

  /** With the queues that it had when {@code reviveQueueNum} was higher: records wait there. */
  private ReviveTopic reviveTopic() {
    String name = TopicNames.reviveTopic(config.brokerClusterName());
    int atLeast = config.pop().reviveQueueNum();
    return new ReviveTopic(
        name, () -> Math.max(atLeast, topics.selectTopicConfig(name).readQueueNums()));
  }

  /** Whether somebody has deleted the topic or the group. */
  private boolean isGone(PopQueue queue) {
    return topics.selectTopicConfig(queue.topic()) == null || !groups.contains(queue.group());
  }

  /**
   * @param networkThreads for what never waits
   * @param pullThreads for what reads messages
   * @param adminThreads for what is rare or writes a file
   */
  void register(
      Registry registry, Executor networkThreads, Executor pullThreads, Executor adminThreads) {
    var check = new PopRequestCheck(config, topics, groups, clock);
    var tour = new PopTour(config.pop(), this::queueNums);
    var popOffsets =
        new PopOffsets(
            offsets,
            merge::latestOffset,
            this::reset,
            store,
            config.pop().initPopOffsetByCheckMsgInMem());
    registry.register(popMessages(check, tour, popOffsets), pullThreads, POP_MESSAGE);
    registry.register(
        new NotificationProcessor(
            config.pop(), check, tour, popOffsets, orderInfo, waitingNotifications, store, clock),
        pullThreads,
        NOTIFICATION);
    registry.register(
        new PeekMessageProcessor(check, tour, popOffsets, store, clock), pullThreads, PEEK_MESSAGE);
    registry.register(new PollingInfoProcessor(waitingPops), networkThreads, POLLING_INFO);
    registerAcks(registry, networkThreads, pullThreads);
    registry.register(inFlight(), adminThreads, GET_POP_IN_FLIGHT);
  }

  private PopInFlightProcessor inFlight() {
    var open = new OpenCheckPoints(merge, timer, store, offsets, reviveTopic());
    return new PopInFlightProcessor(
        config.brokerName(), open, orderInfo, holders, consumers, store, clock);
  }

  private void registerAcks(Registry registry, Executor networkThreads, Executor pullThreads) {
    var ordered = new OrderedAcks(orderInfo, offsets, locks, this::wake, pullThreads, clock);
    registry.register(
        new AckMessageProcessor(topics, merge, inflight, ordered, store),
        networkThreads,
        ACK_MESSAGE,
        BATCH_ACK_MESSAGE);
    registry.register(
        new ChangeInvisibleTimeProcessor(
            topics, reviveLog, merge, inflight, ordered, holders, store, clock),
        networkThreads,
        CHANGE_MESSAGE_INVISIBLETIME);
  }

  private PopMessageProcessor popMessages(
      PopRequestCheck check, PopTour tour, PopOffsets popOffsets) {
    var queuePop =
        new QueuePop(
            config.pop(),
            config.brokerName(),
            locks,
            popOffsets,
            inflight,
            orderInfo,
            merge,
            offsets,
            store);
    return new PopMessageProcessor(
        config,
        check,
        tour,
        queuePop,
        waitingPops,
        holders,
        () -> ThreadLocalRandom.current().nextInt(PopTour.PERCENT),
        clock);
  }

  private int queueNums(String topic) {
    TopicConfig known = topics.selectTopicConfig(topic);
    return known == null ? 0 : known.readQueueNums();
  }

  /** The store has a new message to read. Called by its dispatch thread. */
  void arriving(String topic, int queueId, long logicOffset, long tagsCode) {
    revive.arriving(topic, queueId);
    if (topic.equals(TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC)) {
      timer.arriving();
    }
    waitingPops.arriving(topic, queueId, logicOffset, tagsCode);
    waitingNotifications.arriving(topic, queueId, logicOffset, tagsCode);
  }

  /** See {@link PopOffsets#handedOut}. */
  long handedOut(PopQueue queue) {
    return merge.latestOffset(queue);
  }

  /**
   * The group may get something from this queue again: nothing blocks it any more, or it was sent
   * elsewhere.
   */
  void wake(PopQueue queue) {
    for (PopLongPollingService waiting : List.of(waitingPops, waitingNotifications)) {
      waiting.wakeOne(queue.topic(), queue.group(), WaitingPop.ANY_QUEUE);
      waiting.wakeOne(queue.topic(), queue.group(), queue.queueId());
    }
  }

  /** Nobody is there any more to hear the answers. */
  void drop(RemotingChannel channel) {
    waitingPops.drop(channel);
    waitingNotifications.drop(channel);
  }

  /** Reads the files; the store is loaded, but not started. */
  void load() {
    orderInfo.load();
    revive.load();
    if (config.store().timerWheelEnable()) {
      timer.load();
    }
  }

  /** Writes the files that are due; called now and then, and at the end. */
  int persist() {
    inflight.clear(this::isGone);
    return orderInfo.doWork() + timer.persist();
  }

  /**
   * One round of all that the threads of pop do; for a broker without threads, as tests have it.
   */
  int doWork() throws Exception {
    return orderReleases.doWork()
        + merge.doWork()
        + timer.doWork()
        + revive.doWork()
        + waitingPops.doWork()
        + waitingNotifications.doWork();
  }

  void start() {
    orderReleases.start();
    merge.start();
    revive.start();
    if (config.store().timerWheelEnable()) {
      timer.start();
    }
    waitingPops.start();
    waitingNotifications.start();
  }

  void shutdown(long millis) {
    waitingNotifications.shutdown(millis);
    waitingPops.shutdown(millis);
    timer.shutdown(millis);
    revive.shutdown(millis);
    merge.shutdown(millis);
    orderReleases.shutdown(millis);
  }

  /** What holds check points and acks back until they are due. */
  TimerMessageStore timer() {
    return timer;
  }

  /** The group goes elsewhere: what it was handed does not count any more. */
  private void reset(PopQueue queue) {
    orderInfo.clear(queue);
    merge.clear(queue);
    inflight.clear(queue);
  }
}
