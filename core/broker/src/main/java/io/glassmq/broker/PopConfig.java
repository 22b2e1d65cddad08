package io.glassmq.broker;

import io.glassmq.broker.pop.CheckPointLimits;
import io.glassmq.common.config.ConfigReader;

/**
 * The settings of pop, by their official keys: part of {@link BrokerConfig}.
 *
 * @param reviveQueueNum queues of the topic that check points and acks come back through
 * @param checkPointLimits what the merge buffer may hold in memory
 * @param popFromRetryProbability percent of pops that look at the retry topic first
 * @param enableRetryTopicV2 whether new messages to be tried again go to the topic {@code
 *     %RETRY%group+topic}
 * @param retrieveMessageFromPopRetryTopicV1 with {@code enableRetryTopicV2}, whether half the pops
 *     still read {@code %RETRY%group_topic}
 * @param initPopOffsetByCheckMsgInMem whether a group that wants new messages only begins with the
 *     first one while that is in memory: the queue is young
 * @param popResponseReturnActualRetryTopic whether messages tried again keep the retry topic's name
 * @param skipWhenCKRePutReachMaxTimes whether a message that cannot be brought back is given up
 *     after 17 tries
 * @param popPollingSize how many pops may wait for one queue of one group
 * @param maxPopPollingSize how many pops may wait in all
 * @param popLongPollingForceNotifyInterval each so many messages a waiting pop is woken even if it
 *     does not want the message, so that its offset moves on
 * @param enableNotifyAfterPopOrderLockRelease whether a waiting pop is woken when the messages that
 *     block its queue are visible again
 * @param enablePopMessageThreshold whether {@code popInflightMessageThreshold} counts
 * @param popInflightMessageThreshold messages of a queue that may be in consumers' hands
 * @param clearRetryTopicWhenDeleteTopic whether with a topic go the retry topics of its groups
 * @param useMessageFilterForNotification whether a notification looks at tags
 */
public record PopConfig(
    int reviveQueueNum,
    CheckPointLimits checkPointLimits,
    int popFromRetryProbability,
    boolean enableRetryTopicV2,
    boolean retrieveMessageFromPopRetryTopicV1,
    boolean initPopOffsetByCheckMsgInMem,
    boolean popResponseReturnActualRetryTopic,
    boolean skipWhenCKRePutReachMaxTimes,
    int popPollingSize,
    int maxPopPollingSize,
    int popLongPollingForceNotifyInterval,
    boolean enableNotifyAfterPopOrderLockRelease,
    boolean enablePopMessageThreshold,
    int popInflightMessageThreshold,
    boolean clearRetryTopicWhenDeleteTopic,
    boolean useMessageFilterForNotification) {
  private static final int MAX = Integer.MAX_VALUE;

  static PopConfig read(ConfigReader in) {
    return new PopConfig(
        in.intValue("reviveQueueNum", 8, 1, 999),
        checkPointLimits(in),
        in.intValue("popFromRetryProbability", 20, 0, 100),
        in.booleanValue("enableRetryTopicV2", false),
        in.booleanValue("retrieveMessageFromPopRetryTopicV1", true),
        in.booleanValue("initPopOffsetByCheckMsgInMem", true),
        in.booleanValue("popResponseReturnActualRetryTopic", false),
        in.booleanValue("skipWhenCKRePutReachMaxTimes", false),
        in.intValue("popPollingSize", 1_024, 1, MAX),
        in.intValue("maxPopPollingSize", 100_000, 1, MAX),
        in.intValue("popLongPollingForceNotifyInterval", 800, 1, MAX),
        in.booleanValue("enableNotifyAfterPopOrderLockRelease", true),
        in.booleanValue("enablePopMessageThreshold", false),
        in.intValue("popInflightMessageThreshold", 10_000, 1, MAX),
        in.booleanValue("clearRetryTopicWhenDeleteTopic", true),
        in.booleanValue("useMessageFilterForNotification", true));
  }

  private static CheckPointLimits checkPointLimits(ConfigReader in) {
    return new CheckPointLimits(
        in.booleanValue("enablePopBufferMerge", false),
        in.longValue("popCkStayBufferTime", 10_000, 1, MAX),
        in.longValue("popCkStayBufferTimeOut", 3_000, 1, MAX),
        in.intValue("popCkMaxBufferSize", 200_000, 1, MAX),
        in.intValue("popCkOffsetMaxQueueSize", 20_000, 1, MAX));
  }
}
