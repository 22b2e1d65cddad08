/** What the picture says, in Chinese. */

import { number } from "../kit.js";

const queue = (part) => part.queue.replace("/", " 的队列 ");

export const zh = {
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
  queue: (name) => queue({ queue: name }),
  maxOffset: (offset) => `最大偏移量 ${offset}`,
  header: (entries, used) => `文件头：${entries} 个条目，用了 ${used} 个槽`,
  end: "结束",

  recordAt: "日志记录，位置 ",
  blankAt: "BLANK，位置 ",
  waiting: "，未分发",
  unit: "队列单元 ",
  slot: "槽 ",
  entry: "条目 ",
  tagged: "标签 ",
  bytes: (count) => `${number(count)} B`,

  columns: ["位置", "字节", "字段", "十六进制", "含义"],
  together: "与它有关：",
  alone: "还没有与它有关的内容：分发器还没有走到这里。",
  names: {
    record: (part) => `日志记录 ${number(part.at)}`,
    blank: (part) => `BLANK ${number(part.at)}`,
    unit: (part) => `${queue(part)} 的队列单元 ${part.number}`,
    header: (part) => `索引文件 ${part.file + 1} 的文件头`,
    slot: (part) => `索引文件 ${part.file + 1} 的槽 ${part.number}`,
    entry: (part) => `索引文件 ${part.file + 1} 的条目 ${part.number}`,
  },
  captions: {
    record: (part) => `日志记录，物理偏移量 ${number(part.at)}，共 ${number(part.size)} 字节`,
    blank: (part) => `BLANK，位置 ${number(part.at)}，填满文件最后的 ${number(part.size)} 字节`,
    unit: (part) => `${queue(part)} 的队列单元 ${part.number}，位于队列的第 ${part.at} 字节`,
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
      `它是 ${queue(record)} 的第 ${record.queueOffset} 号消息。`,
    refused: (size, file) =>
      `已拒绝：这条日志记录将有 ${number(size)} 字节，` +
      `加上后面的 BLANK，放不进 ${number(file)} 字节的文件。日志没有变化。`,
    filed: (unit, entries) =>
      `已分发：${queue(unit)} 的队列单元 ${unit.number} 指向 ${number(unit.record)}；` +
      `新增 ${entries} 个索引条目。`,
    passed: (next) => `分发器遇到 BLANK，从 ${number(next)} 继续。`,
    held: "分发器已暂停。现在发送的消息在日志里，但消费者看不到。",
    released: "分发器继续工作。",
    flushed: (end) => `已刷盘：磁盘上有日志的前 ${number(end)} 字节。`,
    enough: "这幅图到此为止，请重新开始。",
  },
};
