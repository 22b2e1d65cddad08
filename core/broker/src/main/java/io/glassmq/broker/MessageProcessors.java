package io.glassmq.broker;

import static io.glassmq.remoting.protocol.RequestCode.*;

import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.client.RebalanceLockManager;
import io.glassmq.broker.loadbalance.MessageRequestModeManager;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.processor.ClientManageProcessor;
import io.glassmq.broker.processor.ConsumerManageProcessor;
import io.glassmq.broker.processor.LockProcessor;
import io.glassmq.broker.processor.PullMessageProcessor;
import io.glassmq.broker.processor.PullRequestCheck;
import io.glassmq.broker.processor.QueryAssignmentProcessor;
import io.glassmq.broker.processor.SendBackProcessor;
import io.glassmq.broker.processor.SendMessageProcessor;
import io.glassmq.broker.schedule.ScheduleTopic;
import io.glassmq.broker.subscription.DeadLetters;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.RetryTopics;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.broker.topic.TopicRouteInfoManager;
import io.glassmq.common.Clock;
import io.glassmq.store.MessageStore;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Who answers producers, members of groups, and consumers that pull: part of the composition of a
 * broker. Pops have {@link PopServices}, administrators {@link AdminProcessors}.
 *
 * @param storeHost the address that stored messages carry
 */
record MessageProcessors(
    BrokerConfig config,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerOffsetManager offsets,
    ProducerManager producers,
    ConsumerManager consumers,
    PullRequestHoldService waitingPulls,
    TopicRouteInfoManager routes,
    MessageRequestModeManager requestModes,
    MessageStore store,
    Supplier<InetSocketAddress> storeHost,
    Clock clock) {

  void register(Registry registry, BrokerThreads threads) {
    var scheduleTopic = new ScheduleTopic(config.store().queues().delayLevels());
    var retryTopics = new RetryTopics(topics);
    var locks = new RebalanceLockManager(clock);
    var deadLetters = new DeadLetters(groups, locks, retryTopics);
    registry.register(
        new SendMessageProcessor(config, topics, deadLetters, scheduleTopic, store, storeHost),
        threads.send(),
        SEND_MESSAGE,
        SEND_MESSAGE_V2,
        SEND_BATCH_MESSAGE);
    registry.register(
        new SendBackProcessor(
            config.brokerPermission(), groups, retryTopics, scheduleTopic, store, storeHost),
        threads.pull(),
        CONSUMER_SEND_MSG_BACK);
    var check = new PullRequestCheck(config, topics, groups, consumers);
    registry.register(
        new PullMessageProcessor(config, check, offsets, waitingPulls, store, clock),
        threads.pull(),
        PULL_MESSAGE,
        LITE_PULL_MESSAGE);
    registerMembers(registry, threads, retryTopics);
    registry.register(
        new LockProcessor(locks), BrokerThreads.NETWORK, LOCK_BATCH_MQ, UNLOCK_BATCH_MQ);
  }

  private void registerMembers(Registry registry, BrokerThreads threads, RetryTopics retryTopics) {
    var clients =
        new ClientManageProcessor(topics, retryTopics, groups, producers, consumers, clock);
    registry.register(clients, threads.admin(), HEART_BEAT, CHECK_CLIENT_CONFIG);
    registry.register(clients, BrokerThreads.NETWORK, UNREGISTER_CLIENT);
    registry.register(
        new ConsumerManageProcessor(topics, groups, consumers, offsets, store),
        BrokerThreads.NETWORK,
        GET_CONSUMER_LIST_BY_GROUP,
        QUERY_CONSUMER_OFFSET,
        UPDATE_CONSUMER_OFFSET);
    registry.register(
        new QueryAssignmentProcessor(
            config.loadBalance(), topics, groups, consumers, routes, requestModes),
        threads.admin(),
        QUERY_ASSIGNMENT,
        SET_MESSAGE_REQUEST_MODE);
  }
}
