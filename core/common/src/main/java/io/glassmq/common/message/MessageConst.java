package io.glassmq.common.message;

import java.util.Set;

/**
 * The property names that mean something to clients or brokers. Users may not set them.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageConst}.
 */
public final class MessageConst {
  public static final String PROPERTY_KEYS = "KEYS";
  public static final String PROPERTY_TAGS = "TAGS";
  public static final String PROPERTY_WAIT_STORE_MSG_OK = "WAIT";
  public static final String PROPERTY_DELAY_TIME_LEVEL = "DELAY";
  public static final String PROPERTY_RETRY_TOPIC = "RETRY_TOPIC";
  public static final String PROPERTY_REAL_TOPIC = "REAL_TOPIC";
  public static final String PROPERTY_REAL_QUEUE_ID = "REAL_QID";
  public static final String PROPERTY_TRANSACTION_PREPARED = "TRAN_MSG";
  public static final String PROPERTY_PRODUCER_GROUP = "PGROUP";
  public static final String PROPERTY_MIN_OFFSET = "MIN_OFFSET";
  public static final String PROPERTY_MAX_OFFSET = "MAX_OFFSET";
  public static final String PROPERTY_ORIGIN_MESSAGE_ID = "ORIGIN_MESSAGE_ID";
  public static final String PROPERTY_MSG_REGION = "MSG_REGION";
  public static final String PROPERTY_TRACE_SWITCH = "TRACE_ON";
  public static final String PROPERTY_CLUSTER = "CLUSTER";
  public static final String PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX = "UNIQ_KEY";
  public static final String PROPERTY_RECONSUME_TIME = "RECONSUME_TIME";
  public static final String PROPERTY_MAX_RECONSUME_TIMES = "MAX_RECONSUME_TIMES";
  public static final String PROPERTY_CONSUME_START_TIMESTAMP = "CONSUME_START_TIME";
  public static final String PROPERTY_POP_CK = "POP_CK";
  public static final String PROPERTY_FIRST_POP_TIME = "1ST_POP_TIME";
  public static final String PROPERTY_ORIGIN_GROUP = "ORIGIN_GROUP";
  public static final String PROPERTY_INNER_NUM = "INNER_NUM";
  public static final String PROPERTY_INNER_BASE = "INNER_BASE";
  public static final String PROPERTY_INNER_MULTI_DISPATCH = "INNER_MULTI_DISPATCH";
  public static final String PROPERTY_INNER_MULTI_QUEUE_OFFSET = "INNER_MULTI_QUEUE_OFFSET";
  public static final String PROPERTY_TIMER_DELIVER_MS = "TIMER_DELIVER_MS";
  public static final String PROPERTY_TIMER_DELAY_SEC = "TIMER_DELAY_SEC";
  public static final String PROPERTY_TIMER_DELAY_MS = "TIMER_DELAY_MS";
  public static final String PROPERTY_TIMER_OUT_MS = "TIMER_OUT_MS";
  public static final String PROPERTY_TIMER_ENQUEUE_MS = "TIMER_ENQUEUE_MS";
  public static final String PROPERTY_TIMER_DEQUEUE_MS = "TIMER_DEQUEUE_MS";
  public static final String PROPERTY_TIMER_ROLL_TIMES = "TIMER_ROLL_TIMES";
  public static final String PROPERTY_TIMER_DEL_UNIQKEY = "TIMER_DEL_UNIQKEY";
  public static final String PROPERTY_INSTANCE_ID = "INSTANCE_ID";
  public static final String PROPERTY_CORRELATION_ID = "CORRELATION_ID";
  public static final String PROPERTY_MESSAGE_REPLY_TO_CLIENT = "REPLY_TO_CLIENT";
  public static final String PROPERTY_MESSAGE_TTL = "TTL";
  public static final String PROPERTY_MESSAGE_TYPE = "MSG_TYPE";
  public static final String PROPERTY_SHARDING_KEY = "__SHARDINGKEY";

  /** Between two keys of {@link #PROPERTY_KEYS}. */
  public static final String KEY_SEPARATOR = " ";

  /** Names that {@link Message#putUserProperty} refuses. */
  public static final Set<String> RESERVED_NAMES =
      Set.of(
          PROPERTY_KEYS,
          PROPERTY_TAGS,
          PROPERTY_WAIT_STORE_MSG_OK,
          PROPERTY_DELAY_TIME_LEVEL,
          PROPERTY_RETRY_TOPIC,
          PROPERTY_REAL_TOPIC,
          PROPERTY_REAL_QUEUE_ID,
          PROPERTY_TRANSACTION_PREPARED,
          PROPERTY_PRODUCER_GROUP,
          PROPERTY_MIN_OFFSET,
          PROPERTY_MAX_OFFSET,
          PROPERTY_ORIGIN_MESSAGE_ID,
          PROPERTY_MSG_REGION,
          PROPERTY_TRACE_SWITCH,
          PROPERTY_CLUSTER,
          PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX,
          PROPERTY_RECONSUME_TIME,
          PROPERTY_MAX_RECONSUME_TIMES,
          PROPERTY_CONSUME_START_TIMESTAMP,
          PROPERTY_POP_CK,
          PROPERTY_INNER_NUM,
          PROPERTY_INNER_BASE,
          PROPERTY_INSTANCE_ID,
          PROPERTY_CORRELATION_ID,
          PROPERTY_MESSAGE_REPLY_TO_CLIENT,
          PROPERTY_MESSAGE_TTL,
          PROPERTY_MESSAGE_TYPE,
          PROPERTY_SHARDING_KEY);

  private MessageConst() {}
}
