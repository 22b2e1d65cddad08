package io.glassmq.client.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the user's callback for each queue that is ours, again and again, by a classic pull
 * consumer.
 *
 * <p>Callbacks run on the threads {@code PullMsgThread-<group><n>}. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.MQPullConsumerScheduleService}.
 */
public class MQPullConsumerScheduleService {
  private static final Logger LOG = LoggerFactory.getLogger(MQPullConsumerScheduleService.class);
  private static final int EXCEPTION_DELAY_MILLIS = 1_000;

  private final ConcurrentMap<MessageQueue, PullTask> tasks = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, PullTaskCallback> callbackTable = new ConcurrentHashMap<>();
  private DefaultMQPullConsumer defaultMQPullConsumer;
  private int pullThreadNums = 20;
  private ScheduledThreadPoolExecutor executor;

  public MQPullConsumerScheduleService(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public MQPullConsumerScheduleService(String consumerGroup, ClientParts parts) {
    this.defaultMQPullConsumer = new DefaultMQPullConsumer(consumerGroup, parts);
  }

  /** Joins the group; callbacks run as soon as it is known which queues are ours. */
  public void start() throws MQClientException {
    executor =
        new ScheduledThreadPoolExecutor(
            pullThreadNums,
            new NamedThreadFactory("PullMsgThread-" + defaultMQPullConsumer.getConsumerGroup()),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    defaultMQPullConsumer.setMessageQueueListener(
        (topic, all, assigned) -> putTask(topic, assigned));
    defaultMQPullConsumer.start();
  }

  /** Lets running callbacks end, which can still use the consumer for a moment. */
  public void shutdown() {
    if (executor != null) {
      executor.shutdown();
    }
    defaultMQPullConsumer.shutdown();
  }

  /** Names the callback of a topic, and has its queues shared out. */
  public void registerPullTaskCallback(String topic, PullTaskCallback callback) {
    callbackTable.put(topic, callback);
    defaultMQPullConsumer.registerMessageQueueListener(topic, null);
  }

  /** From now on the callback runs for exactly these queues of the topic. */
  public void putTask(String topic, Set<MessageQueue> mqNewSet) {
    tasks.values().removeIf(task -> task.endsUnlessIn(topic, mqNewSet));
    for (MessageQueue queue : mqNewSet) {
      var task = new PullTask(queue);
      if (tasks.putIfAbsent(queue, task) == null) {
        executor.execute(task);
      }
    }
  }

  /** The circle of one queue. */
  private final class PullTask implements Runnable {
    private final MessageQueue queue;
    private volatile boolean cancelled;

    @Async.Schedule
    PullTask(MessageQueue queue) {
      this.queue = queue;
    }

    boolean endsUnlessIn(String topic, Set<MessageQueue> ours) {
      if (queue.getTopic().equals(topic) && !ours.contains(queue)) {
        cancelled = true;
      }
      return cancelled;
    }

    @Override
    @Async.Execute
    public void run() {
      PullTaskCallback callback = callbackTable.get(queue.getTopic());
      if (cancelled || callback == null) {
        return;
      }
      var context = new PullTaskContext();
      context.setPullConsumer(defaultMQPullConsumer);
      try {
        callback.doPullTask(queue, context);
      } catch (RuntimeException e) {
        LOG.error("The pull task of {} failed, again in {} ms", queue, EXCEPTION_DELAY_MILLIS, e);
        context.setPullNextDelayTimeMillis(EXCEPTION_DELAY_MILLIS);
      }
      if (!cancelled) {
        executor.schedule(this, context.getPullNextDelayTimeMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** See {@link DefaultMQPullConsumer#getMessageModel}. */
  public MessageModel getMessageModel() {
    return defaultMQPullConsumer.getMessageModel();
  }

  public void setMessageModel(MessageModel messageModel) {
    defaultMQPullConsumer.setMessageModel(messageModel);
  }

  /** Threads that run callbacks. */
  public int getPullThreadNums() {
    return pullThreadNums;
  }

  public void setPullThreadNums(int pullThreadNums) {
    this.pullThreadNums = pullThreadNums;
  }

  /** The consumer that callbacks are given; its settings can be made before start. */
  public DefaultMQPullConsumer getDefaultMQPullConsumer() {
    return defaultMQPullConsumer;
  }

  public void setDefaultMQPullConsumer(DefaultMQPullConsumer defaultMQPullConsumer) {
    this.defaultMQPullConsumer = defaultMQPullConsumer;
  }

  /** The callbacks by topic. */
  public ConcurrentMap<String, PullTaskCallback> getCallbackTable() {
    return callbackTable;
  }
}
