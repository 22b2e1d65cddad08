/** What the picture says, in English. */
import { RATE, REPORT_SECONDS, TOPIC } from "./model.js";

export const en = {
  strategy: "Strategy",
  queues: "Queues",
  brokers: "Brokers",
  rooms: "Rooms that are consumed",
  going: "A consumer that goes",
  goings: { leave: "leaves in order", crash: "crashes" },
  goes: { leave: (member) => `C${member} leaves`, crash: (member) => `C${member} crashes` },
  join: "Add a consumer",
  oneSecond: "1 s later",
  run: "Run",
  restart: "Start again",
  before: "before",
  now: "now",
  reports: "reports",
  until: (seconds) => `in ${seconds} s`,
  columns: ["Queue", "Owner", "Reported", "Consumed", "Not reported"],
  caption: "The offset of each queue that is next: as the broker knows it, and as its owner does",
  legend: {
    consumed: "consumed, not reported",
    again: "consumed by the owner before, comes again",
  },
  nobody: "nobody",
  map: "Who has which queue, before the last rebalance and now",
  strategies: {
    averagely: "averagely (AVG)",
    byCircle: "averagely by circle (AVG_BY_CIRCLE)",
    consistentHash: "consistent hash (CONSISTENT_HASH)",
    byMachineRoom: "machine room (MACHINE_ROOM)",
    machineRoomNearby: "machine room nearby (MACHINE_ROOM_NEARBY-AVG)",
    byConfig: "config (CONFIG)",
  },
  rules: {
    averagely:
      "Each member gets one block of neighbouring queues; the first members get the longer blocks.",
    byCircle: "The queues are dealt out like cards, one to each member in turn.",
    consistentHash: "Each member has 10 points on a ring, and a queue belongs to the next point.",
    byMachineRoom: "Only the queues of brokers in the chosen rooms are shared out, to all members.",
    machineRoomNearby:
      "The queues of a room go to the members in it; a room without members is shared by all.",
    byConfig: "Each member has a list, here of the queues that it had a moment ago.",
  },
  again: (from, to) => `${from}-${to} again`,
  time: ({ seconds, again, event }) =>
    `${seconds} s after the start of C1. ` +
    (event.reporters?.length > 0 ? `${members(event.reporters)} just reported. ` : "") +
    `${count(again, "message has", "messages have")} come twice.`,
  told: (state) => `${state.seconds} s: ${TOLD[state.event.kind](state, state.event)}`,
};

/** What has happened, in a few sentences. */
const TOLD = {
  start: ({ queues }) =>
    `Three consumers share the ${queues} queues of ${TOPIC}. Each consumes ${RATE} messages a ` +
    `second of each of its queues, and reports every ${REPORT_SECONDS} s. Let one go, or add one.`,
  join: (state, { member, moved }) =>
    `C${member} starts and sends a heartbeat. The broker tells all members, and each works out its ` +
    `share anew. ${owners(state.event)}` +
    (moved.length > 0 ? " An old owner reports before it lets go, so nothing new comes twice." : ""),
  leave: (state, { member }) =>
    `C${member} shuts down: it reports its offsets, then it tells the broker, which tells the ` +
    `others. ${owners(state.event)} Who takes a queue begins at the reported offset, so nothing new ` +
    "comes twice.",
  crash: (state, { member, lost }) =>
    `C${member} crashes. Its connection breaks; the broker sees that, and tells the others. ` +
    `${owners(state.event)} ${comesAgain(member, lost)}`,
  strategy: (state) =>
    "All members stop in order and start again with another strategy, for it must be the same for " +
    `all. ${en.rules[state.strategy]} ${owners(state.event)}`,
  resize: (state) =>
    `The topic now has ${count(state.queues, "queue", "queues")} on ` +
    `${count(state.brokers, "broker", "brokers")}. Each member sees that when it next asks for the ` +
    `route. ${owners(state.event)}`,
  rooms: (state) =>
    `All members are set to consume ${list(state.rooms)}. ${owners(state.event)}`,
};

function comesAgain(member, lost) {
  if (lost.length === 0) {
    return `C${member} had reported all that it had consumed, so nothing new comes twice.`;
  }
  const total = lost.reduce((sum, { from, to }) => sum + to - from, 0);
  const ranges = lost.map(({ name, from, to }) => `${name} ${from}-${to - 1}`);
  return (
    `Who takes a queue of C${member} begins at the offset that C${member} reported last: ` +
    `${count(total, "message comes", "messages come")} again (${ranges.join(", ")}).`
  );
}

/** Which queues have another owner, and who has none. */
function owners({ moved, taken, unowned, idle }) {
  const has = (names) => (names.length > 1 ? "have" : "has");
  return [
    `${count(moved.length, "queue moves", "queues move")} to another owner.`,
    taken.length > 0 && `${list(taken)} had no owner and ${has(taken)} one now.`,
    unowned.length > 0 && `Nobody consumes ${list(unowned)}.`,
    idle.length > 0 && `${members(idle)} ${has(idle)} no queue.`,
  ].filter(Boolean).join(" ");
}

const members = (numbers) => list(numbers.map((number) => `C${number}`));

const list = (names) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0] ?? "no room";

const count = (number, one, more) => `${number === 0 ? "No" : number} ${number === 1 ? one : more}`;
