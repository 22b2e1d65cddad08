/** What the picture says, in Chinese. */

import { number } from "../kit.js";
import { DEFAULTS, MODES } from "./numbers.js";
import { codeName, millis, seconds } from "./units.js";

const names = (list) => list.join("、");

export const zh = {
  play: "播放",
  pause: "暂停",
  step: "下一个事件",
  restart: "重新开始",
  speed: "速度",
  time: "时间",
  ways: "等待方式",
  way: { long: "长轮询", short: "短轮询", loop: "循环拉取" },
  wayTold: {
    long: `长轮询（默认）：没有消息时，Broker 最多挂起拉取请求 ${number(DEFAULTS.brokerSuspendMaxMillis)} 毫秒。`,
    short: `短轮询（longPollingEnable=false）：没有消息时，Broker 最多挂起拉取请求 ${number(DEFAULTS.shortPollingTimeMillis)} 毫秒。`,
    loop: `循环拉取：拉取请求从不挂起。没有消息时，程序自己等 ${number(MODES.loop.pauseMillis)} 毫秒再拉取。`,
  },
  queue: "队列",
  tag: "标签",
  send: "发送一条消息",
  keep: (every) => `每 ${every / 1000} 秒发送一条`,
  sent: (m, running) =>
    `消息 ${m.number}（${m.tag}）正发往队列 ${m.queue}。${running ? "" : "时间是静止的：请按“下一个事件”或“播放”。"}`,
  nothing: "没有在途的请求，也没有谁在等待。",
  messages: "消息",
  consumers: "消费者",
  consumer: (c) => `${c.name}：${c.group}，队列 ${c.queue}，${c.tag ?? "全部标签"}`,
  turned: (c) => `${c.name} ${c.on ? "启动" : "停止，Broker 丢弃它的拉取请求"}。`,
  lanes: { producer: "生产者", broker: "Broker", consumers: "消费者" },
  lane: { queue: (id) => `队列 ${id}`, pull: (name) => `拉取 ${name}` },
  picture:
    "最近几十秒的时间线：每个队列、每个拉取请求、每个消费者各占一行。下面的表格和列表用文字说明同样的内容。",
  waiting: "此刻挂起在 Broker 上的拉取请求",
  waitingHead: ["消费者", "队列", "偏移量", "标签", "截止时间"],
  all: "全部",
  nobody: "无",
  figures: "同样的消息，三种等待方式",
  figuresHead: ["方式", "60 秒内拉取", "空应答", "消息", "平均等待", "最长等待"],
  events: "发生了什么（最新的在前）",
  tell: {
    ask: ({ pull }) => `${pull.consumer} 从偏移量 ${pull.offset} 开始拉取队列 ${pull.queue}。`,
    park: ({ pull }) =>
      `队列 ${pull.queue} 的偏移量 ${pull.offset} 处没有消息。Broker 挂起 ${pull.consumer} 的拉取请求，最晚到 ${seconds(pull.deadlineMillis)}。`,
    store: ({ message: m, woken, asleep }) => {
      const wakes = woken.length ? `唤醒 ${names(woken)}。` : "没有唤醒任何拉取请求。";
      const others = asleep.length ? `${names(asleep)} 要的是别的标签，继续等待。` : "";
      return `消息 ${m.number}（${m.tag}）存入队列 ${m.queue}，偏移量为 ${m.offset}。${wakes}${others}`;
    },
    look: ({ pull }) =>
      pull.answeredMillis > pull.arrivedMillis
        ? `${pull.consumer} 的拉取请求到了截止时间。Broker 再查一次，应答 ${codeName(pull.answer.code)}。`
        : `Broker 立即应答 ${pull.consumer}：${codeName(pull.answer.code)}。`,
    answer: ({ pull, atMillis }) => {
      const { code, messages, next } = pull.answer;
      return messages.length
        ? `${pull.consumer} 收到 ${messages.length} 条消息，距存储 ${millis(atMillis - messages[0].storedMillis)}。它的下一个偏移量是 ${next}。`
        : `${pull.consumer} 没有收到消息：${codeName(code)}。它的下一个偏移量是 ${next}。`;
    },
  },
};
