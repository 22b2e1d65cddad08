/** The numbers of the long-polling time line, and who takes part. */

/** Shared with core; the model's test reads each one out of the Java file that is named. */
export const DEFAULTS = Object.freeze({
  // core/client, PullMessageService: BROKER_SUSPEND_MAX_MILLIS and PULL_TIMEOUT_MILLIS
  brokerSuspendMaxMillis: 15_000,
  pullTimeoutMillis: 30_000,
  // core/client, PushConsumerConfig: pullBatchSize
  pullBatchSize: 32,
  // core/broker, BrokerConfig: shortPollingTimeMills
  shortPollingTimeMillis: 1_000,
  // core/broker, PullMessageProcessor: LONGEST_WAIT_MILLIS
  longestWaitMillis: 600_000,
});

/** Answers to a pull, as in core/remoting, ResponseCode. */
export const CODES = Object.freeze({
  SUCCESS: 0,
  PULL_NOT_FOUND: 19,
  PULL_RETRY_IMMEDIATELY: 20,
});

/** How far back pulls and messages are remembered, and counted for "in the last minute". */
export const MEMORY_MILLIS = 60_000;

/**
 * The ways to wait for a message. `suspend`: whether a pull allows the broker to hold it;
 * `mostMillis`: the longest that the broker agrees to; `pauseMillis`: the consumer's rest after an
 * empty answer. The loop is what a program with a plain pull consumer does by itself.
 */
export const MODES = Object.freeze({
  long: { suspend: true, mostMillis: DEFAULTS.longestWaitMillis, pauseMillis: 0 },
  short: { suspend: true, mostMillis: DEFAULTS.shortPollingTimeMillis, pauseMillis: 0 },
  loop: { suspend: false, mostMillis: 0, pauseMillis: 1_000 },
});

/** Who pulls: each has one queue; `tag` null wants all. They do not start in the same moment. */
export const CONSUMERS = Object.freeze([
  { name: "A", group: "bills", queue: 0, tag: null, startMillis: 0 },
  { name: "B", group: "bills", queue: 1, tag: null, startMillis: 2_300 },
  { name: "C", group: "mails", queue: 0, tag: "paid", startMillis: 4_600 },
]);
