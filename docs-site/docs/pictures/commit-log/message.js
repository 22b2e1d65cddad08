/** A message as it reaches the store: with the properties that a client and a broker give it. */

import { utf8 } from "./layout.js";

/** Of an order that was really sent: address, process id and process constant of its client. */
const CLIENT = "C0000202420D6BFFBC6D";

/**
 * The unique id that a client makes: 32 hex digits.
 *
 * @param {number} now ms since 1970
 * @param {number} count how many ids this client has made before
 */
export function uniqueId(now, count) {
  const day = new Date(now);
  const month = Date.UTC(day.getUTCFullYear(), day.getUTCMonth());
  const digits = (value, length) => value.toString(16).toUpperCase().padStart(length, "0");
  return CLIENT + digits(now - month, 8) + digits(count % 0x10000, 4);
}

/**
 * A message of one of our clients, sent to one of our brokers with the default settings. The
 * properties stand in the order in which they are written.
 *
 * @param {{topic: string, queueId: number, body: string, key: string, tag: string}} sent `key` may
 *     hold several, separated by spaces; key and tag may be empty
 * @param {number} now ms since 1970
 * @param {string} id see {@link uniqueId}
 */
export function message({ topic, queueId, body, key, tag }, now, id) {
  const properties = [
    ["KEYS", key],
    ["UNIQ_KEY", id],
    ["WAIT", "true"],
    ["TAGS", tag],
    ["MSG_REGION", "DefaultRegion"],
    ["TRACE_ON", "true"],
    ["CLUSTER", "DefaultCluster"],
  ];
  return {
    topic,
    queueId,
    flag: 0,
    sysFlag: 0,
    body: utf8(body),
    bornTimestamp: now,
    bornHost: "127.0.0.1:50608",
    storeHost: "127.0.0.1:10911",
    reconsumeTimes: 0,
    preparedTransactionOffset: 0,
    properties: properties.filter(([, value]) => value),
  };
}
