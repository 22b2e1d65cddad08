package io.glassmq.broker;

import static io.glassmq.remoting.protocol.RequestCode.*;

import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.client.net.Broker2Client;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.out.BrokerRegistration;
import io.glassmq.broker.processor.BrokerAdminProcessor;
import io.glassmq.broker.processor.ClientCallProcessor;
import io.glassmq.broker.processor.ConnectionAdminProcessor;
import io.glassmq.broker.processor.ConsumeStatsProcessor;
import io.glassmq.broker.processor.GroupAdminProcessor;
import io.glassmq.broker.processor.GroupOffsetProcessor;
import io.glassmq.broker.processor.OffsetAdminProcessor;
import io.glassmq.broker.processor.QueryMessageProcessor;
import io.glassmq.broker.processor.StoreAdminProcessor;
import io.glassmq.broker.processor.SubscriptionQueryProcessor;
import io.glassmq.broker.processor.TopicAdminProcessor;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.store.MessageStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Who answers what administrators ask: part of the composition of a broker. None of it is on the
 * way of a message.
 */
record AdminProcessors(
    BrokerConfig config,
    Supplier<String> brokerAddr,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerOffsetManager offsets,
    ProducerManager producers,
    ConsumerManager consumers,
    PullRequestHoldService waitingPulls,
    MessageStore store,
    BrokerRegistration registration,
    BrokerStatsManager stats,
    BrokerRuntimeInfo info,
    Consumer<PopQueue> waitingPops,
    ToLongFunction<PopQueue> handedOut,
    Clock clock) {

  Map<RequestCode, RequestProcessor> byCode() {
    var all = new EnumMap<RequestCode, RequestProcessor>(RequestCode.class);
    addTopics(all);
    addGroups(all);
    addCalls(all);
    add(
        all,
        new QueryMessageProcessor(consumers, store, config.store().index().defaultQueryMaxNum()),
        VIEW_MESSAGE_BY_ID,
        QUERY_MESSAGE,
        QUERY_CONSUME_QUEUE);
    add(
        all,
        new StoreAdminProcessor(topics, store),
        DELETE_EXPIRED_COMMITLOG,
        CLEAN_EXPIRED_CONSUMEQUEUE,
        CLEAN_UNUSED_TOPIC);
    add(
        all,
        new BrokerAdminProcessor(info, config.asText(), clock.millis()),
        GET_BROKER_CONFIG,
        GET_BROKER_RUNTIME_INFO);
    return all;
  }

  private void addTopics(Map<RequestCode, RequestProcessor> all) {
    add(
        all,
        new TopicAdminProcessor(
            topics, offsets, registration, store, config.pop().clearRetryTopicWhenDeleteTopic()),
        UPDATE_AND_CREATE_TOPIC,
        UPDATE_AND_CREATE_TOPIC_LIST,
        DELETE_TOPIC_IN_BROKER,
        GET_ALL_TOPIC_CONFIG,
        GET_TOPIC_CONFIG,
        GET_SYSTEM_TOPIC_LIST_FROM_BROKER);
    add(
        all,
        new OffsetAdminProcessor(config.brokerName(), topics, stats, store),
        SEARCH_OFFSET_BY_TIMESTAMP,
        GET_MAX_OFFSET,
        GET_MIN_OFFSET,
        GET_EARLIEST_MSG_STORETIME,
        GET_TOPIC_STATS_INFO);
  }

  private void addGroups(Map<RequestCode, RequestProcessor> all) {
    add(
        all,
        new GroupAdminProcessor(groups, offsets),
        UPDATE_AND_CREATE_SUBSCRIPTIONGROUP,
        UPDATE_AND_CREATE_SUBSCRIPTIONGROUP_LIST,
        DELETE_SUBSCRIPTIONGROUP,
        GET_SUBSCRIPTIONGROUP_CONFIG,
        GET_ALL_SUBSCRIPTIONGROUP_CONFIG,
        UPDATE_AND_GET_GROUP_FORBIDDEN);
    add(
        all,
        new ConnectionAdminProcessor(consumers, producers),
        GET_CONSUMER_CONNECTION_LIST,
        GET_PRODUCER_CONNECTION_LIST,
        GET_ALL_PRODUCER_INFO);
    add(
        all,
        new SubscriptionQueryProcessor(brokerAddr, consumers, offsets),
        QUERY_TOPIC_CONSUME_BY_WHO,
        QUERY_TOPICS_BY_CONSUMER,
        QUERY_SUBSCRIPTION_BY_CONSUMER);
    add(
        all,
        new ConsumeStatsProcessor(
            config.brokerName(),
            brokerAddr,
            topics,
            groups,
            offsets,
            handedOut,
            stats,
            store,
            clock),
        GET_CONSUME_STATS,
        GET_BROKER_CONSUME_STATS,
        QUERY_CONSUME_TIME_SPAN,
        VIEW_BROKER_STATS_DATA);
  }

  private void addCalls(Map<RequestCode, RequestProcessor> all) {
    var clients = new Broker2Client(consumers);
    add(
        all,
        new ClientCallProcessor(config, topics, groups, clients, store),
        GET_CONSUMER_RUNNING_INFO,
        CONSUME_MESSAGE_DIRECTLY,
        INVOKE_BROKER_TO_GET_CONSUMER_STATUS);
    add(
        all,
        new GroupOffsetProcessor(
            config, topics, groups, offsets, waitingPulls, waitingPops, clients, store),
        INVOKE_BROKER_TO_RESET_OFFSET,
        CLONE_GROUP_OFFSET);
  }

  private static void add(
      Map<RequestCode, RequestProcessor> all, RequestProcessor processor, RequestCode... codes) {
    for (RequestCode code : codes) {
      all.put(code, processor);
    }
  }
}
