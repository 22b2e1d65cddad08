/** What the picture says, in English. */

import { number } from "../kit.js";

const queue = (part) => part.queue.replace("/", ", queue ");
const tooFew = (left, size) =>
  `The file has ${number(left)} bytes left; ${number(size)} + 8 do not fit: ` +
  "a BLANK fills it, and the next file begins. ";

export const en = {
  send: "Send",
  topic: "Topic",
  body: "Body",
  key: "Key",
  tag: "Tag",
  noTag: "(none)",
  three: "3 orders",
  larger: "One larger than the rest of the file",
  tooLarge: "One larger than a file",
  oneHash: "Keys Aa and BB",
  hold: "Hold the dispatcher",
  step: "Dispatch one",
  flush: "Flush",
  again: "Start again",

  log: "Commit log",
  queues: "Consume queues",
  index: "Index",
  file: (index) => `file ${index + 1}`,
  noFile: "no file yet",
  positions: { wrote: "wrote", flushed: "flushed", dispatched: "dispatched" },
  queue: (name) => queue({ queue: name }),
  maxOffset: (offset) => `max offset ${offset}`,
  header: (entries, used) => `header: ${entries} entries, ${used} slots used`,
  end: "end",

  recordAt: "record at ",
  blankAt: "BLANK at ",
  waiting: ", not dispatched",
  unit: "unit ",
  slot: "slot ",
  entry: "entry ",
  tagged: "tag ",
  bytes: (count) => `${number(count)} B`,

  columns: ["at", "bytes", "field", "hex", "meaning"],
  together: "Belongs to it:",
  alone: "Nothing belongs to it yet. The dispatcher has not come by.",
  names: {
    record: (part) => `record at ${number(part.at)}`,
    blank: (part) => `BLANK at ${number(part.at)}`,
    unit: (part) => `unit ${part.number} of ${queue(part)}`,
    header: (part) => `header of index file ${part.file + 1}`,
    slot: (part) => `slot ${part.number} of index file ${part.file + 1}`,
    entry: (part) => `entry ${part.number} of index file ${part.file + 1}`,
  },
  captions: {
    record: (part) => `Record at ${number(part.at)} of the log, ${number(part.size)} bytes`,
    blank: (part) => `BLANK at ${number(part.at)}, for the last ${number(part.size)} bytes of the file`,
    unit: (part) => `Unit ${part.number} of ${queue(part)}, at byte ${part.at} of the queue`,
    header: (part) => `Header of index file ${part.file + 1}`,
    slot: (part) => `Slot ${part.number}, at byte ${part.at} of index file ${part.file + 1}`,
    entry: (part) => `Entry ${part.number}, at byte ${part.at} of index file ${part.file + 1}`,
  },

  told: {
    empty: "The log is empty. Send a message.",
    sent: (record, blank) =>
      (blank ? tooFew(blank.size, record.size) : "") +
      `Sent: a record of ${number(record.size)} bytes at ${number(record.at)}; ` +
      `it is message ${record.queueOffset} of ${queue(record)}.`,
    refused: (size, file) =>
      `Refused: the record would have ${number(size)} bytes. ` +
      `With a BLANK behind it, it fits into no file of ${number(file)}. The log stays as it is.`,
    filed: (unit, entries) =>
      `Dispatched: unit ${unit.number} of ${queue(unit)} points to ${number(unit.record)}; ` +
      `${entries} new index ${entries === 1 ? "entry" : "entries"}.`,
    passed: (next) => `The dispatcher met a BLANK. It goes on at ${number(next)}.`,
    held: "The dispatcher is held. What is sent now is in the log, and no consumer sees it.",
    released: "The dispatcher goes on.",
    flushed: (end) => `Flushed: the disk has the log up to ${number(end)}.`,
    enough: "This picture ends here. Start again.",
  },
};
