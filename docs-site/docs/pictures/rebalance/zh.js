/** What the picture says, in Chinese. */
import { RATE, REPORT_SECONDS, TOPIC } from "./model.js";

export const zh = {
  strategy: "分配策略",
  queues: "队列数",
  brokers: "Broker 数",
  rooms: "消费哪些机房",
  going: "消费者离开的方式",
  goings: { leave: "正常退出", crash: "崩溃" },
  goes: { leave: (member) => `C${member} 退出`, crash: (member) => `C${member} 崩溃` },
  join: "增加一个消费者",
  oneSecond: "过 1 秒",
  run: "连续运行",
  restart: "重新开始",
  before: "之前",
  now: "现在",
  reports: "上报",
  until: (seconds) => `${seconds} 秒后`,
  columns: ["队列", "归属", "已上报", "已消费", "未上报"],
  caption: "每个队列的下一个偏移量：Broker 知道的，和消费者自己知道的",
  legend: {
    consumed: "已消费，未上报",
    again: "上一个消费者消费过，会再来一次",
  },
  nobody: "无人",
  map: "上次重平衡之前和现在，各队列归谁",
  strategies: {
    averagely: "平均分配（AVG）",
    byCircle: "环形平均分配（AVG_BY_CIRCLE）",
    consistentHash: "一致性哈希（CONSISTENT_HASH）",
    byMachineRoom: "按机房（MACHINE_ROOM）",
    machineRoomNearby: "机房就近（MACHINE_ROOM_NEARBY-AVG）",
    byConfig: "按配置（CONFIG）",
  },
  rules: {
    averagely: "每个消费者得到一段相邻的队列，除不尽时排在前面的多得一个。",
    byCircle: "像发牌一样，轮流给每个消费者一个队列。",
    consistentHash: "每个消费者在环上有 10 个点，队列归它后面的第一个点。",
    byMachineRoom: "只分配所选机房里的队列，分给全部消费者。",
    machineRoomNearby: "机房里的队列分给同机房的消费者；没有消费者的机房由大家分。",
    byConfig: "每个消费者有一份固定的列表，这里取它刚才拥有的队列。",
  },
  again: (from, to) => `${from}-${to} 再来`,
  time: ({ seconds, again, event }) =>
    `C1 启动后 ${seconds} 秒。` +
    (event.reporters?.length > 0 ? `${members(event.reporters)} 刚刚上报。` : "") +
    `重复消费的消息：${again} 条。`,
  told: (state) => `${state.seconds} 秒：${TOLD[state.event.kind](state, state.event)}`,
};

/** What has happened, in a few sentences. */
const TOLD = {
  start: ({ queues }) =>
    `三个消费者分 ${TOPIC} 的 ${queues} 个队列。每个队列每秒消费 ${RATE} 条消息，` +
    `每 ${REPORT_SECONDS} 秒上报一次偏移量。让一个离开，或者增加一个。`,
  join: (state, { member, moved }) =>
    `C${member} 启动并发送心跳。Broker 通知组里所有消费者，各自重新计算。${owners(state.event)}` +
    (moved.length > 0 ? "原来的消费者先上报再放手，所以没有新的重复。" : ""),
  leave: (state, { member }) =>
    `C${member} 正常退出：先上报偏移量，再告诉 Broker，Broker 通知其他消费者。` +
    `${owners(state.event)}接手的从上报的偏移量开始，所以没有新的重复。`,
  crash: (state, { member, lost }) =>
    `C${member} 崩溃。连接断开，Broker 发现后通知其他消费者。${owners(state.event)}${comesAgain(member, lost)}`,
  strategy: (state) =>
    "所有消费者正常退出，换成另一种策略再启动，因为全组的策略必须相同。" +
    `${zh.rules[state.strategy]}${owners(state.event)}`,
  resize: (state) =>
    `主题现在有 ${state.queues} 个队列，在 ${state.brokers} 个 Broker 上。` +
    `消费者下次查询路由时就会知道。${owners(state.event)}`,
  rooms: (state) => `所有消费者改为消费 ${list(state.rooms)}。${owners(state.event)}`,
};

function comesAgain(member, lost) {
  if (lost.length === 0) {
    return `C${member} 消费过的都已上报，所以没有新的重复。`;
  }
  const total = lost.reduce((sum, { from, to }) => sum + to - from, 0);
  const ranges = lost.map(({ name, from, to }) => `${name} 的 ${from}-${to - 1}`);
  return `接手的从 C${member} 最后上报的偏移量开始：${total} 条消息会再来一次（${list(ranges)}）。`;
}

/** Which queues have another owner, and who has none. */
function owners({ moved, taken, unowned, idle }) {
  return [
    moved.length > 0 ? `${moved.length} 个队列换了归属。` : "没有队列换归属。",
    taken.length > 0 ? `${list(taken)} 原来无人消费，现在有了。` : "",
    unowned.length > 0 ? `${list(unowned)} 无人消费。` : "",
    idle.length > 0 ? `${members(idle)} 没有队列。` : "",
  ].join("");
}

const members = (numbers) => list(numbers.map((number) => `C${number}`));

const list = (names) => names.join("、");
