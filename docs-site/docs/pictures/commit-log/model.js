/**
 * The commit log, the consume queues and the index of a small broker. No function changes what it is
 * given: it returns the next state.
 *
 * A part is what a visitor can choose: a record, a BLANK, a unit; the header, a slot or an entry of
 * the index. It has an `id`, its place `at` in its file (in the log, for records and BLANKs) and
 * `fields` (see layout.js). Record, unit and entry know the `record` that they are or belong to.
 */

import { keyHash, tagsCode } from "./hashes.js";
import { fields, int, long, millis } from "./layout.js";
import { BLANK_LENGTH, blankFields, recordFields, recordSize } from "./record.js";

export const UNIT_LENGTH = 20;
const ENTRY_LENGTH = 20;
const SLOT_LENGTH = 4;
const HEADER_LENGTH = 40;

/** Small, so that files end. By default a broker has 1 GiB, 5,000,000 slots and 20,000,000 entries. */
export const SIZES = { logFile: 1024, slots: 10, entries: 25 };

/**
 * A broker that has no message yet.
 *
 * @param {{logFile: number, slots: number, entries: number}} sizes bytes of a log file; slots and
 *     room for entries of an index file, with entry 0, which is never used
 */
export function empty(sizes = SIZES) {
  return {
    sizes,
    log: [],
    wrote: 0,
    flushed: 0,
    dispatched: 0,
    storeTimestamp: 0,
    counters: {},
    queues: {},
    indexes: [],
  };
}

/** Whether a record can be stored at all: with a BLANK behind it in a file (CL-7). */
export function fits(sizes, recordSize) {
  return recordSize + BLANK_LENGTH <= sizes.logFile;
}

/** The bytes that are left in the last file. */
export function room(state) {
  return state.sizes.logFile - (state.wrote % state.sizes.logFile);
}

/**
 * Appends the record of a message, behind a BLANK if the file has no room for it (CL-4).
 *
 * @param message see message.js
 * @param {number} now ms since 1970; a store time never falls (CL-3)
 * @throws {RangeError} if it fits in no file
 */
export function append(state, message, now) {
  const size = recordSize(message);
  if (!fits(state.sizes, size)) {
    const most = state.sizes.logFile - BLANK_LENGTH;
    throw new RangeError(`A record of ${size} bytes; a file takes at most ${most}. Send less.`);
  }
  const rolled = size + BLANK_LENGTH > room(state) ? roll(state) : state;
  const queue = `${message.topic}/${message.queueId}`;
  const stamp = {
    queueOffset: rolled.counters[queue] ?? 0,
    physicalOffset: rolled.wrote,
    storeTimestamp: Math.max(now, rolled.storeTimestamp),
  };
  const record = {
    kind: "record",
    id: `record-${stamp.physicalOffset}`,
    record: stamp.physicalOffset,
    at: stamp.physicalOffset,
    size,
    queue,
    ...stamp,
    message,
    fields: recordFields(message, stamp),
  };
  return {
    ...rolled,
    log: [...rolled.log, record],
    wrote: record.at + size,
    storeTimestamp: stamp.storeTimestamp,
    counters: { ...rolled.counters, [queue]: stamp.queueOffset + 1 },
  };
}

/** Fills the rest of the file. There is one: behind each record is room for a BLANK. */
function roll(state) {
  const [at, size] = [state.wrote, room(state)];
  const blank = { kind: "blank", id: `blank-${at}`, at, size, fields: blankFields(size) };
  return { ...state, log: [...state.log, blank], wrote: at + size };
}

/** Brings to the disk what the log has. */
export function flush(state) {
  return { ...state, flushed: state.wrote };
}

/** What the dispatcher comes to next, or undefined. */
export function next(state) {
  return state.log.find((part) => part.at === state.dispatched);
}

/** Takes the next step of the dispatcher, if there is one: files a record, or passes over a BLANK. */
export function dispatch(state) {
  const part = next(state);
  if (!part) {
    return state;
  }
  const passed = { ...state, dispatched: part.at + part.size };
  if (part.kind === "blank") {
    return passed;
  }
  const units = state.queues[part.queue] ?? [];
  return {
    ...passed,
    queues: { ...state.queues, [part.queue]: [...units, unit(part)] },
    indexes: indexKeys(part.message).reduce(
      (indexes, key) => file(indexes, state.sizes, key, part),
      state.indexes,
    ),
  };
}

/** The 20 bytes that a consume queue has of a record (CQ-1). */
function unit(record) {
  const tag = property(record.message, "TAGS");
  const code = tagsCode(tag);
  return {
    kind: "unit",
    id: `unit-${record.queue.replace("/", "-")}-${record.queueOffset}`,
    record: record.at,
    queue: record.queue,
    number: record.queueOffset,
    at: record.queueOffset * UNIT_LENGTH,
    fields: fields([
      ["physical offset", long(record.at), record.at],
      ["size", int(record.size), record.size],
      ["tags code", long(code), tag ? `${code}, of "${tag}"` : code],
    ]),
  };
}

/** The strings under which a record is filed: its id, its keys, its tag. */
export function indexKeys(message) {
  const keys = (property(message, "KEYS") ?? "").split(" ").filter((key) => key);
  const id = property(message, "UNIQ_KEY");
  const tag = property(message, "TAGS");
  return [...(id ? [id] : []), ...keys, ...(tag ? [`T#${tag}`] : [])].map(
    (key) => `${message.topic}#${key}`,
  );
}

function property(message, name) {
  return message.properties.find((property) => property[0] === name)?.[1];
}

/** Files a record under one key, in a new file if the last one is full. */
function file(indexes, sizes, key, record) {
  const last = indexes[indexes.length - 1];
  const full = !last || last.length + 1 >= sizes.entries;
  const older = full ? indexes : indexes.slice(0, -1);
  const entries = full ? [] : last;
  return [...older, [...entries, entry(older.length, entries, sizes, key, record)]];
}

function entry(file, entries, sizes, key, record) {
  const hash = keyHash(key);
  const slot = hash % sizes.slots;
  const number = entries.length + 1;
  const previous = newest(entries, slot);
  const begin = entries[0]?.storeTimestamp ?? record.storeTimestamp;
  const seconds = Math.floor((record.storeTimestamp - begin) / 1000);
  return {
    kind: "entry",
    id: `entry-${file}-${number}`,
    record: record.at,
    file,
    number,
    key,
    slot,
    previous,
    storeTimestamp: record.storeTimestamp,
    at: HEADER_LENGTH + SLOT_LENGTH * sizes.slots + ENTRY_LENGTH * number,
    fields: fields([
      ["key hash", int(hash), `${hash}, of "${key}"; mod ${sizes.slots} is slot ${slot}`],
      ["physical offset", long(record.at), record.at],
      ["seconds", int(seconds), seconds],
      ["previous", int(previous), previous],
    ]),
  };
}

function newest(entries, slot) {
  return entries.findLast((entry) => entry.slot === slot)?.number ?? 0;
}

/** The slots of an index file that are in use, each with its chain, newest entry first. */
export function slots(state, file) {
  const entries = state.indexes[file];
  return [...Array(state.sizes.slots).keys()]
    .map((number) => ({
      kind: "slot",
      id: `slot-${file}-${number}`,
      file,
      number,
      at: HEADER_LENGTH + SLOT_LENGTH * number,
      chain: entries.filter((entry) => entry.slot === number).reverse(),
      fields: fields([
        ["newest entry", int(newest(entries, number)), newest(entries, number)],
      ]),
    }))
    .filter((slot) => slot.chain.length > 0);
}

/** The first 40 bytes of an index file (IX-4). */
export function header(state, file) {
  const entries = state.indexes[file];
  const [first, last] = [entries[0], entries[entries.length - 1]];
  const used = entries.filter((entry) => entry.previous === 0).length;
  return {
    kind: "header",
    id: `header-${file}`,
    file,
    at: 0,
    fields: fields([
      ["begin timestamp", long(first.storeTimestamp), millis(first.storeTimestamp)],
      ["end timestamp", long(last.storeTimestamp), millis(last.storeTimestamp)],
      ["begin offset", long(first.record), first.record],
      ["end offset", long(last.record), last.record],
      ["hash slot count", int(used), used],
      ["index count", int(entries.length + 1), entries.length + 1],
    ]),
  };
}

/** All parts, by their ids. */
export function parts(state) {
  const all = [
    ...state.log,
    ...Object.values(state.queues).flat(),
    ...state.indexes.flatMap((entries, file) => [
      header(state, file),
      ...slots(state, file),
      ...entries,
    ]),
  ];
  return new Map(all.map((part) => [part.id, part]));
}

/**
 * What belongs to a part: to a record, unit or entry all that was made of the same record; to an
 * entry its slot and the entry before it as well; to a slot its chain.
 *
 * @returns {string[]} ids
 */
export function related(state, part) {
  const all = [...parts(state).values()];
  const same = all.filter((other) => other.record !== undefined && other.record === part.record);
  const chained = { entry: beside, slot: (slot) => slot.chain.map((entry) => entry.id) };
  const ids = [...same.map((other) => other.id), ...(chained[part.kind]?.(part) ?? [])];
  return [...new Set(ids)].filter((id) => id !== part.id);
}

function beside(entry) {
  const before = entry.previous ? [`entry-${entry.file}-${entry.previous}`] : [];
  return [`slot-${entry.file}-${entry.slot}`, ...before];
}
