/** A store that an official broker wrote, as the tests of core have it. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(
  new URL("../../../../core/store/src/test/resources/official/", import.meta.url),
);

/** What official code was asked, and answered, e.g. "tags-code". */
export function cases(name) {
  return JSON.parse(readFileSync(`${FOLDER}${name}.json`, "utf8")).cases;
}

/** The files of the store "aborted" below a folder, in order of their names. */
export function files(folder) {
  return names(folder).map((name) => tar("-xzOf", name));
}

function names(folder) {
  const all = tar("-tzf").toString().split("\n");
  return all.filter((name) => name.startsWith(`aborted/${folder}/`) && !name.endsWith("/")).sort();
}

function tar(mode, ...names) {
  const limits = { maxBuffer: 1 << 24 };
  return execFileSync("tar", [mode, `${FOLDER}aborted.tar.gz`, ...names], limits);
}

/** The messages of a log with their store times, in order; BLANKs are passed over. */
export function* messages(log) {
  for (let at = 0; log.readInt32BE(at) > 0; at += log.readInt32BE(at)) {
    if (log.readUInt32BE(at + 4) === 0xdaa320a7) {
      yield message(log.subarray(at, at + log.readInt32BE(at)));
    }
  }
}

function message(record) {
  let end = 84;
  const take = (lengthBytes) => {
    const length = record.readUIntBE(end, lengthBytes);
    end += lengthBytes + length;
    return record.subarray(end - length, end);
  };
  const [body, topic, properties] = [take(4), take(1), take(2)];
  return {
    queueId: record.readInt32BE(12),
    flag: record.readInt32BE(16),
    sysFlag: record.readInt32BE(36),
    bornTimestamp: Number(record.readBigInt64BE(40)),
    bornHost: host(record.subarray(48, 56)),
    storeTimestamp: Number(record.readBigInt64BE(56)),
    storeHost: host(record.subarray(64, 72)),
    reconsumeTimes: record.readInt32BE(72),
    preparedTransactionOffset: Number(record.readBigInt64BE(76)),
    body,
    topic: topic.toString(),
    properties: properties
      .toString()
      .split("\u0002")
      .filter((property) => property)
      .map((property) => property.split("\u0001")),
  };
}

function host(bytes) {
  return `${bytes.subarray(0, 4).join(".")}:${bytes.readInt32BE(4)}`;
}
