/**
 * A group that consumes one topic: who has which queue, how far each queue is consumed, and how much
 * of that the broker knows. Pure: each function takes a state and returns another; `event` in it
 * tells what has just happened.
 *
 * The messages are all fetched and no new ones come, so only the timer reports offsets. A member
 * reports every 5 s from its start, and for each queue that it gives up.
 */
import * as strategies from "./strategies.js";

export const MAX_QUEUES = 16;
export const MAX_MEMBERS = 8;
/** `persistConsumerOffsetInterval`, in seconds. */
export const REPORT_SECONDS = 5;
/** What a member consumes of each of its queues in a second. */
export const RATE = 2;
export const TOPIC = "TopicTest";
export const ROOMS = ["room1", "room2"];
export const STRATEGIES =
  ["averagely", "byCircle", "consistentHash", "byMachineRoom", "machineRoomNearby", "byConfig"];

const BROKERS = ["room1@broker-a", "room2@broker-b"];
const NEW_QUEUE = { reported: 0, consumed: 0, reached: 0 };

/** The client id of the member with a number from 1; odd ones are in room1, even ones in room2. */
export const clientId = (member) => `10.0.${1 - (member % 2)}.${member}@C${member}`;
export const roomOf = (member) => ROOMS[1 - (member % 2)];
const roomOfId = (id) => (id.startsWith("10.0.0.") ? "room1" : "room2");

/** All queues of the topic, sorted; `name` is short, and tells the broker and the id. */
export function queuesOf({ brokers, queues }) {
  return BROKERS.slice(0, brokers).flatMap((broker, place) => {
    const count = Math.floor((queues + brokers - 1 - place) / brokers);
    const names = Array.from({ length: count }, (_, id) => `${"ab"[place]}${id}`);
    return names.map((name, id) => ({ topic: TOPIC, broker, id, name }));
  });
}

/** Three members after some seconds, so that there is something to see. */
export function start() {
  const none = {
    strategy: "averagely", brokers: 2, queues: 8, rooms: ["room1"], lists: {},
    seconds: 0, members: [], owners: {}, before: {}, progress: {}, again: 0,
  };
  const two = later(join(later(join(none), 1)), 1);
  const state = later(join(two), 12);
  return { ...state, before: state.owners, event: { kind: "start" } };
}

/** @param {number} seconds that pass, at least 1 */
export function later(state, seconds) {
  return seconds === 0 ? state : later(oneSecond(state), seconds - 1);
}

function oneSecond(state) {
  const seconds = state.seconds + 1;
  const reporters = state.members
    .filter(({ since }) => (seconds - since) % REPORT_SECONDS === 0)
    .map(({ member }) => member);
  let again = state.again;
  const progress = eachOwned(state, ({ reported, consumed, reached }, owner) => {
    again += Math.min(RATE, reached - consumed);
    const now = consumed + RATE;
    const known = reporters.includes(owner) ? now : reported;
    return { reported: known, consumed: now, reached: Math.max(now, reached) };
  });
  return { ...state, seconds, again, progress, event: { kind: "time", reporters } };
}

/** The progress of all queues, changed for those that have an owner. */
function eachOwned({ progress, owners }, change) {
  const changed = Object.entries(owners).map(([name, owner]) =>
    [name, change(progress[name], owner, name)]);
  return { ...progress, ...Object.fromEntries(changed) };
}

/** Seconds until a member reports by its timer. */
export const untilReport = (state, since) =>
  REPORT_SECONDS - ((state.seconds - since) % REPORT_SECONDS);

/** The free number that is the lowest joins; with all numbers taken nothing happens. */
export function join(state) {
  const taken = new Set(state.members.map(({ member }) => member));
  const member = numbers(MAX_MEMBERS).find((number) => !taken.has(number));
  if (!member) {
    return state;
  }
  const members = sorted([...state.members, { member, since: state.seconds }]);
  return shareOut({ ...state, members }, { kind: "join", member });
}

const numbers = (count) => Array.from({ length: count }, (_, i) => i + 1);

/** All members see the ids in the same order: sorted as strings. */
const sorted = (members) =>
  [...members].sort((one, other) => (clientId(one.member) < clientId(other.member) ? -1 : 1));

/** A member shuts down: it reports what it has consumed, then it is gone. */
export const leave = (state, member) => shareOut(without(state, member), { kind: "leave", member });

/** A member is killed: what it has not reported nobody knows. */
export const crash = (state, member) => shareOut(without(state, member), { kind: "crash", member });

const without = (state, member) =>
  ({ ...state, members: state.members.filter((one) => one.member !== member) });

/**
 * All members stop in order and start again with another strategy, which must be the same for all.
 * By config, each one's list is what it has now.
 */
export function choose(state, strategy) {
  const members = state.members.map(({ member }) => ({ member, since: state.seconds }));
  const lists = strategy === "byConfig" ? listsOf(state) : state.lists;
  return shareOut({ ...state, members, lists, strategy }, { kind: "strategy" });
}

function listsOf({ owners, members }) {
  const namesOf = (member) => Object.keys(owners).filter((name) => owners[name] === member);
  return Object.fromEntries(members.map(({ member }) => [member, namesOf(member)]));
}

/** The topic gets another number of queues, over 1 or 2 brokers. Offsets of a lost queue stay. */
export const resize = (state, { queues, brokers }) =>
  shareOut({ ...state, queues, brokers }, { kind: "resize" });

/** @param {string[]} rooms that are consumed by machine room (`consumeridcs`) */
export const allow = (state, rooms) =>
  shareOut({ ...state, rooms }, { kind: "rooms" });

/**
 * The rebalance. Who gives up a queue reports it first, unless it was killed; a new owner begins at
 * the reported offset. The event gets the queues that changed hands (`moved`), that nobody had
 * (`taken`) and that nobody has now (`unowned`), the members without a queue (`idle`), and what was
 * not reported (`lost`): it is going to come again.
 */
function shareOut(state, event) {
  const owners = ownersOf(state);
  const lost = [];
  const known = eachOwned(state, (queue, owner, name) => {
    if (event.kind === "crash" && owner === event.member) {
      lost.push({ name, from: queue.reported, to: queue.consumed });
      return { ...queue, consumed: queue.reported };
    }
    const given = owners[name] !== owner || event.kind === "strategy";
    return given ? { ...queue, reported: queue.consumed } : queue;
  });
  const fresh = Object.fromEntries(queuesOf(state).map(({ name }) => [name, NEW_QUEUE]));
  return {
    ...state,
    owners,
    before: state.owners,
    progress: { ...fresh, ...known },
    event: { ...event, ...changes(state, owners), lost: lost.filter(({ from, to }) => from < to) },
  };
}

function changes({ owners: before, ...state }, owners) {
  const names = queuesOf(state).map(({ name }) => name);
  return {
    moved: names.filter((name) => before[name] && owners[name] && before[name] !== owners[name]),
    taken: names.filter((name) => !before[name] && owners[name]),
    unowned: names.filter((name) => !owners[name]),
    idle: state.members
      .map(({ member }) => member)
      .filter((member) => !Object.values(owners).includes(member)),
  };
}

const NEARBY = { ofQueue: ({ broker }) => broker.split("@")[0], ofMember: roomOfId };

/** What a member's strategy is, by its name here. */
const RULES = {
  averagely: () => strategies.averagely,
  byCircle: () => strategies.byCircle,
  consistentHash: () => strategies.consistentHash(),
  byMachineRoom: ({ rooms }) => strategies.byMachineRoom(new Set(rooms)),
  machineRoomNearby: () => strategies.machineRoomNearby(strategies.averagely, NEARBY),
  byConfig: ({ lists }, member, queues) =>
    strategies.byConfig(queues.filter(({ name }) => lists[member]?.includes(name))),
};

/** The number of the owner by the name of the queue. */
function ownersOf(state) {
  const queues = queuesOf(state);
  const ids = state.members.map(({ member }) => clientId(member));
  const owned = state.members.flatMap(({ member }) => {
    const strategy = RULES[state.strategy](state, member, queues);
    return strategy(clientId(member), queues, ids).map(({ name }) => [name, member]);
  });
  return Object.fromEntries(owned);
}
