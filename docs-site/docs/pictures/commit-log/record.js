/** The bytes of one record of the commit log (V1, hosts with IPv4), and of a BLANK. */

import { bodyCrc } from "./hashes.js";
import { byte, fields, int, length, long, millis, short, utf8 } from "./layout.js";

const MAGIC_V1 = 0xdaa320a7;
const MAGIC_BLANK = 0xcbd43194;

/** A BLANK's size and magic; the rest of the file means nothing. */
export const BLANK_LENGTH = 8;

/**
 * The fields of a record.
 *
 * @param message see message.js
 * @param {{queueOffset: number, physicalOffset: number, storeTimestamp: number}} stamp what only
 *     the log knows
 */
export function recordFields(message, stamp) {
  const topic = utf8(message.topic);
  const properties = message.properties.map(propertyField);
  const propertiesLength = properties.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const parts = [
    ["magic", int(MAGIC_V1), "V1: one byte of topic length"],
    ["body CRC", int(bodyCrc(message.body)), bodyCrc(message.body)],
    ["queue id", int(message.queueId), message.queueId],
    ["flag", int(message.flag), message.flag],
    ["queue offset", long(stamp.queueOffset), stamp.queueOffset],
    ["physical offset", long(stamp.physicalOffset), stamp.physicalOffset],
    ["sysFlag", int(message.sysFlag), message.sysFlag],
    ["born timestamp", long(message.bornTimestamp), millis(message.bornTimestamp)],
    ["born host", host(message.bornHost), message.bornHost],
    ["store timestamp", long(stamp.storeTimestamp), millis(stamp.storeTimestamp)],
    ["store host", host(message.storeHost), message.storeHost],
    ["reconsume times", int(message.reconsumeTimes), message.reconsumeTimes],
    [
      "prepared tx offset",
      long(message.preparedTransactionOffset),
      message.preparedTransactionOffset,
    ],
    ["body length", int(message.body.length), message.body.length],
    ["body", message.body, new TextDecoder().decode(message.body)],
    ["topic length", byte(topic.length), topic.length],
    ["topic", topic, message.topic],
    ["properties length", short(propertiesLength), propertiesLength],
    ...properties,
  ];
  const size = length(fields([["total size", int(0), ""], ...parts]));
  return fields([["total size", int(size), size], ...parts]);
}

function propertyField([name, value]) {
  return ["property", utf8(`${name}\u0001${value}\u0002`), `${name} = ${value}`];
}

function host(text) {
  const [address, port] = text.split(":");
  return Uint8Array.of(...address.split("."), ...int(Number(port)));
}

/** How many bytes the record of a message will have; no stamp changes that. */
export function recordSize(message) {
  return length(recordFields(message, { queueOffset: 0, physicalOffset: 0, storeTimestamp: 0 }));
}

/** The fields of the BLANK that fills the last `size` bytes of a file. */
export function blankFields(size) {
  return fields([
    ["rest of the file", int(size), size],
    ["magic", int(MAGIC_BLANK), "BLANK: the file ends here"],
  ]);
}
