/**
 * Pulls of three consumers over simulated time: discrete events, no clock, no DOM.
 *
 * A state is never changed; every function returns the next one. All times are milliseconds since
 * the start. What takes no time here: the broker's look into a queue, the dispatch of a stored
 * message, and the consumer's work between an answer and its next pull.
 */

import { CODES, CONSUMERS, DEFAULTS, MEMORY_MILLIS, MODES } from "./numbers.js";

/** A broker with two empty queues, and the consumers about to begin. */
export function start(mode, { hopMillis = 1, consumers = CONSUMERS } = {}) {
  if (!MODES[mode]) {
    throw new RangeError(`no mode "${mode}": take one of ${Object.keys(MODES).join(", ")}`);
  }
  const state = {
    mode,
    hopMillis,
    nowMillis: 0,
    consumers: consumers.map((c) => ({ ...c, on: true, offset: 0 })),
    queues: [[], []],
    agenda: [],
    sends: [],
    pulls: [],
    numbers: { pull: 0, message: 0 },
    counts: { pulls: 0, empty: 0, deliveries: 0, latencySumMillis: 0, latencyMaxMillis: 0 },
    last: null,
  };
  return consumers.reduce(
    (s, c) => later(s, c.startMillis, { kind: "ask", consumer: c.name }),
    state,
  );
}

/** The pulls that the broker holds, in the order in which they came. */
export const waiting = (state) => state.pulls.filter((pull) => pull.deadlineMillis !== null);

/** The next thing to happen: what is on its way, or a held pull whose time is over. Or null. */
export function upcoming(state) {
  const [first = null] = state.agenda;
  const due = waiting(state).reduce(
    (a, b) => (a === null || b.deadlineMillis < a.deadlineMillis ? b : a),
    null,
  );
  return due && (!first || due.deadlineMillis < first.atMillis)
    ? { kind: "deadline", atMillis: due.deadlineMillis, pull: due.number }
    : first;
}

/** The one place where something happens: the state after this event. */
export function step(state, event) {
  const agenda = state.agenda.filter((other) => other !== event);
  return forget(HANDLERS[event.kind]({ ...state, nowMillis: event.atMillis, agenda }, event));
}

/** Lets the next thing happen. */
export function next(state) {
  const event = upcoming(state);
  return event ? step(state, event) : state;
}

/** Lets time pass; calls `seen` with the state after each event. */
export function advance(state, untilMillis, seen = () => {}) {
  let s = state;
  for (let e = upcoming(s); e && e.atMillis <= untilMillis; e = upcoming(s)) {
    s = step(s, e);
    seen(s);
  }
  return forget({ ...s, nowMillis: Math.max(s.nowMillis, untilMillis) });
}

/** A producer sends now; the broker has it a hop later. */
export function send(state, queue, tag) {
  const number = state.numbers.message + 1;
  const message = { number, queue, tag, sentMillis: state.nowMillis };
  const sent = {
    ...state,
    numbers: { ...state.numbers, message: number },
    sends: [...state.sends, message],
  };
  return later(sent, state.nowMillis + state.hopMillis, { kind: "store", message });
}

/** Starts or stops a consumer. A broker forgets the pulls of those who are gone. */
export function turn(state, name, on) {
  const old = state.consumers.find((c) => c.name === name);
  if (old.on === on) {
    return state;
  }
  const turned = {
    ...withConsumer(state, name, { on }),
    pulls: state.pulls.map((p) =>
      p.consumer === name && p.doneMillis === null
        ? { ...p, deadlineMillis: null, droppedMillis: state.nowMillis }
        : p,
    ),
    agenda: state.agenda.filter((e) => e.consumer !== name),
  };
  return on ? later(turned, state.nowMillis, { kind: "ask", consumer: name }) : turned;
}

/** What the read-outs show; latencies in ms from the store to the consumer, null before any. */
export function figures({ counts, pulls, nowMillis }) {
  const since = nowMillis - MEMORY_MILLIS;
  return {
    pulls: counts.pulls,
    empty: counts.empty,
    pullsLastMinute: pulls.filter((pull) => pull.sentMillis > since).length,
    deliveries: counts.deliveries,
    meanMillis: counts.deliveries ? counts.latencySumMillis / counts.deliveries : null,
    maxMillis: counts.deliveries ? counts.latencyMaxMillis : null,
  };
}

const HANDLERS = {
  /** A consumer sends a pull. */
  ask(state, { consumer: name }) {
    const consumer = state.consumers.find((c) => c.name === name);
    const pull = {
      number: state.numbers.pull + 1,
      consumer: name,
      queue: consumer.queue,
      offset: consumer.offset,
      tag: consumer.tag,
      sentMillis: state.nowMillis,
      arrivedMillis: null,
      deadlineMillis: null,
      answeredMillis: null,
      doneMillis: null,
      droppedMillis: null,
      woken: false,
      answer: null,
    };
    const asked = {
      ...state,
      numbers: { ...state.numbers, pull: pull.number },
      counts: { ...state.counts, pulls: state.counts.pulls + 1 },
      pulls: [...state.pulls, pull],
    };
    const event = { kind: "pull", consumer: name, pull: pull.number };
    return later(told(asked, "ask", { pull }), state.nowMillis + state.hopMillis, event);
  },

  /** The broker looks; what finds nothing at the queue's end may be held. */
  pull(state, { pull: number }) {
    const { suspend, mostMillis } = MODES[state.mode];
    const here = withPull(state, number, { arrivedMillis: state.nowMillis });
    const pull = pullOf(here, number);
    if (look(state.queues[pull.queue], pull).code !== CODES.PULL_NOT_FOUND || !suspend) {
      return answer(here, number, false);
    }
    const waitMillis = Math.min(DEFAULTS.brokerSuspendMaxMillis, mostMillis);
    const held = withPull(here, number, { deadlineMillis: state.nowMillis + waitMillis });
    return told(held, "park", { pull: pullOf(held, number) });
  },

  /** A message gets the queue's next offset and wakes whom it concerns. */
  store(state, { message }) {
    const queue = state.queues[message.queue];
    const stored = { ...message, offset: queue.length, storedMillis: state.nowMillis };
    const queues = state.queues.map((q) => (q === queue ? [...q, stored] : q));
    const sends = state.sends.map((m) => (m.number === message.number ? stored : m));
    const here = waiting(state).filter((pull) => pull.queue === message.queue);
    const woken = here.filter((pull) => isWanted(stored, pull));
    const answered = woken.reduce((s, pull) => answer(s, pull.number, true), {
      ...state,
      queues,
      sends,
    });
    return told(answered, "store", {
      message: stored,
      woken: woken.map((pull) => pull.consumer),
      asleep: here.filter((pull) => !woken.includes(pull)).map((pull) => pull.consumer),
    });
  },

  /** A held pull is answered whatever is found. */
  deadline: (state, { pull }) => answer(state, pull, false),

  /** The answer is there: count it, go on behind it, and pull again. */
  answer(state, { pull: number }) {
    const done = withPull(state, number, { doneMillis: state.nowMillis });
    const pull = pullOf(done, number);
    const { code, next: offset, messages } = pull.answer;
    const moved = withConsumer(done, pull.consumer, { offset });
    const counted = told({ ...moved, counts: count(state, messages) }, "answer", { pull });
    // a "retry immediately" is no reason to rest
    const restMillis = code === CODES.PULL_NOT_FOUND ? MODES[state.mode].pauseMillis : 0;
    return later(counted, state.nowMillis + restMillis, { kind: "ask", consumer: pull.consumer });
  },
};

/** Reads from the pull's offset on, as core/store's MessageReader does. */
function look(queue, { offset, tag }) {
  if (offset === queue.length) {
    return { code: CODES.PULL_NOT_FOUND, next: offset, messages: [] };
  }
  const messages = [];
  let at = offset;
  for (; at < queue.length && messages.length < DEFAULTS.pullBatchSize; at++) {
    if (isWanted(queue[at], { tag })) {
      messages.push(queue[at]);
    }
  }
  const code = messages.length ? CODES.SUCCESS : CODES.PULL_RETRY_IMMEDIATELY;
  return { code, next: at, messages };
}

const isWanted = (message, { tag }) => tag === null || message.tag === tag;

function answer(state, number, woken) {
  const pull = pullOf(state, number);
  const answered = withPull(state, number, {
    deadlineMillis: null,
    answeredMillis: state.nowMillis,
    woken,
    answer: look(state.queues[pull.queue], pull),
  });
  const looked = told(answered, "look", { pull: pullOf(answered, number) });
  const event = { kind: "answer", consumer: pull.consumer, pull: number };
  return later(looked, state.nowMillis + state.hopMillis, event);
}

function count({ counts, nowMillis }, messages) {
  const latencies = messages.map((message) => nowMillis - message.storedMillis);
  return {
    ...counts,
    empty: counts.empty + (messages.length ? 0 : 1),
    deliveries: counts.deliveries + messages.length,
    latencySumMillis: counts.latencySumMillis + latencies.reduce((a, b) => a + b, 0),
    latencyMaxMillis: Math.max(counts.latencyMaxMillis, ...latencies),
  };
}

/** Notes what has just happened, for those who tell it. */
const told = (state, kind, facts) => ({
  ...state,
  last: { kind, atMillis: state.nowMillis, ...facts },
});

/** Events of one moment happen in the order in which they were planned. */
function later(state, atMillis, event) {
  const agenda = [...state.agenda, { ...event, atMillis }];
  return { ...state, agenda: agenda.sort((a, b) => a.atMillis - b.atMillis) };
}

const pullOf = (state, number) => state.pulls.find((pull) => pull.number === number);

function withPull(state, number, change) {
  const pulls = state.pulls.map((pull) => (pull.number === number ? { ...pull, ...change } : pull));
  return { ...state, pulls };
}

function withConsumer(state, name, change) {
  const consumers = state.consumers.map((c) => (c.name === name ? { ...c, ...change } : c));
  return { ...state, consumers };
}

function forget(state) {
  const since = state.nowMillis - MEMORY_MILLIS;
  const old = (pull) => (pull.doneMillis ?? pull.droppedMillis ?? Infinity) <= since;
  return state.pulls.some(old) || (state.sends[0]?.sentMillis ?? Infinity) <= since
    ? {
        ...state,
        pulls: state.pulls.filter((pull) => !old(pull)),
        sends: state.sends.filter((message) => message.sentMillis > since),
      }
    : state;
}
