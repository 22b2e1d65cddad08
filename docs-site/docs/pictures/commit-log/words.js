/** What the picture says. Names of fields are those of the chapters' hex views, in any language. */

import { number, words } from "../kit.js";

const queue = (part) => part.queue.replace("/", ", queue ");
const tooFew = (left, size) =>
  `The file has ${number(left)} bytes left; ${number(size)} + 8 do not fit: ` +
  "a BLANK fills it, and the next file begins. ";

const en = {
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

const zhQueue = (part) => part.queue.replace("/", " 的队列 ");

const zh = {
  send: "发送",
  topic: "主题",
  body: "消息体",
  key: "消息 Key",
  tag: "标签",
  noTag: "（无）",
  three: "3 个订单",
  larger: "一条放不进文件剩余空间的消息",
  tooLarge: "一条比文件还大的消息",
  oneHash: "Key 为 Aa 和 BB",
  hold: "暂停分发器",
  step: "分发一条",
  flush: "刷盘",
  again: "重新开始",

  log: "CommitLog（提交日志）",
  queues: "ConsumeQueue（消费队列）",
  index: "索引（IndexFile）",
  file: (index) => `文件 ${index + 1}`,
  noFile: "还没有文件",
  positions: { wrote: "已写入", flushed: "已刷盘", dispatched: "已分发" },
  queue: (name) => zhQueue({ queue: name }),
  maxOffset: (offset) => `最大偏移量 ${offset}`,
  header: (entries, used) => `文件头：${entries} 个条目，用了 ${used} 个槽`,
  end: "结束",

  recordAt: "日志记录，位置 ",
  blankAt: "BLANK，位置 ",
  waiting: "，未分发",
  unit: "队列单元 ",
  slot: "槽 ",
  entry: "条目 ",

  columns: ["位置", "字节", "字段", "十六进制", "含义"],
  together: "与它有关：",
  alone: "还没有与它有关的内容：分发器还没有走到这里。",
  names: {
    record: (part) => `日志记录 ${number(part.at)}`,
    blank: (part) => `BLANK ${number(part.at)}`,
    unit: (part) => `${zhQueue(part)} 的队列单元 ${part.number}`,
    header: (part) => `索引文件 ${part.file + 1} 的文件头`,
    slot: (part) => `索引文件 ${part.file + 1} 的槽 ${part.number}`,
    entry: (part) => `索引文件 ${part.file + 1} 的条目 ${part.number}`,
  },
  captions: {
    record: (part) => `日志记录，物理偏移量 ${number(part.at)}，共 ${number(part.size)} 字节`,
    blank: (part) => `BLANK，位置 ${number(part.at)}，填满文件最后的 ${number(part.size)} 字节`,
    unit: (part) => `${zhQueue(part)} 的队列单元 ${part.number}，位于队列的第 ${part.at} 字节`,
    header: (part) => `索引文件 ${part.file + 1} 的文件头`,
    slot: (part) => `槽 ${part.number}，位于索引文件 ${part.file + 1} 的第 ${part.at} 字节`,
    entry: (part) => `条目 ${part.number}，位于索引文件 ${part.file + 1} 的第 ${part.at} 字节`,
  },

  told: {
    empty: "日志是空的。发送一条消息吧。",
    sent: (record, blank) =>
      (blank
        ? `文件还剩 ${number(blank.size)} 字节，放不下 ${number(record.size)} + 8：` +
          "用 BLANK 填满，从下一个文件继续。"
        : "") +
      `已发送：日志记录 ${number(record.size)} 字节，物理偏移量 ${number(record.at)}；` +
      `它是 ${zhQueue(record)} 的第 ${record.queueOffset} 号消息。`,
    refused: (size, file) =>
      `已拒绝：这条日志记录将有 ${number(size)} 字节，` +
      `加上后面的 BLANK，放不进 ${number(file)} 字节的文件。日志没有变化。`,
    filed: (unit, entries) =>
      `已分发：${zhQueue(unit)} 的队列单元 ${unit.number} 指向 ${number(unit.record)}；` +
      `新增 ${entries} 个索引条目。`,
    passed: (next) => `分发器遇到 BLANK，从 ${number(next)} 继续。`,
    held: "分发器已暂停。现在发送的消息在日志里，但消费者看不到。",
    released: "分发器继续工作。",
    flushed: (end) => `已刷盘：磁盘上有日志的前 ${number(end)} 字节。`,
    enough: "这幅图到此为止，请重新开始。",
  },
};

/** The words of the page's language. */
export const W = words({ en, zh });
