/** Draws a state of the model over time: a lane for each queue, each pull and each consumer. */

import { svg } from "../kit.js";
import { text } from "./words.js";

const PAST_MILLIS = 24_000;
const FUTURE_MILLIS = 16_000;
const TICK_MILLIS = 5_000;
const GUTTER = 68;
const ROW = 25;
const TOP = 18;
const GAP = 6;
const BAR = 15;
const MARK = 8;

/** The colour of a consumer, and of what belongs to it. */
const ink = (name) => `var(--glass-${name.toLowerCase()}-line)`;
const fill = (name) => `var(--glass-${name.toLowerCase()})`;
const GREY = "var(--glass-none-line)";
const PLAIN = "var(--md-default-fg-color)";
const NOW = "var(--glass-chosen)";

/** Middle of each lane, from the top of the picture. */
function lanes(state) {
  let y = TOP + ROW / 2;
  const take = (keys) => {
    const taken = keys.map((key, i) => [key, y + i * ROW]);
    y += keys.length * ROW + GAP;
    return Object.fromEntries(taken);
  };
  const names = state.consumers.map((c) => c.name);
  const { producer } = take(["producer"]);
  const queue = take(Object.keys(state.queues));
  const pull = take(names);
  const consumer = take(names);
  return { producer, queue, pull, consumer, height: y - ROW / 2 };
}

/** The picture of `state`, `width` pixels wide. */
export function timeline(state, width) {
  const at = lanes(state);
  const from = state.nowMillis - PAST_MILLIS;
  const scale = (width - GUTTER - 2) / (PAST_MILLIS + FUTURE_MILLIS);
  const x = (millis) => GUTTER + Math.max(0, millis - from) * scale;
  const seen = (millis) => millis !== null && millis !== undefined && millis >= from;
  const place = { at, x, seen, right: width - 2, nowMillis: state.nowMillis };
  return svg(
    "svg",
    {
      role: "img",
      "aria-label": text.picture,
      width,
      height: at.height,
      viewBox: `0 0 ${width} ${at.height}`,
    },
    ...rows(state, place),
    ...ticks(from, place),
    ...state.pulls.flatMap((pull) => way(pull, place)),
    ...state.sends.flatMap((message) => stored(message, state.pulls, place)),
    ...state.pulls.flatMap((pull) => got(pull, place)),
  );
}

function rows(state, { at, right }) {
  const row = (label, y, colour) => [
    svg("line", { x1: GUTTER, x2: right, y1: y, y2: y, stroke: GREY, "stroke-opacity": 0.35 }),
    svg(
      "text",
      { x: GUTTER - 5, y: y + 4, "text-anchor": "end", "font-size": 11, style: `fill: ${colour}` },
      label,
    ),
  ];
  const group = (label, first, last) => {
    const [y, height] = [first - ROW / 2, last - first + ROW];
    return [
      svg("rect", { x: 0, y, width: right, height, rx: 3, fill: "var(--md-code-bg-color)" }),
      last === first
        ? svg("text", { x: 4, y: first + 4, "font-size": 11 }, label)
        : svg(
            "text",
            {
              transform: `translate(11 ${y + height / 2}) rotate(-90)`,
              "text-anchor": "middle",
              "font-size": 11,
            },
            label,
          ),
    ];
  };
  const ends = (lane) => [Math.min(...Object.values(lane)), Math.max(...Object.values(lane))];
  return [
    ...group(text.lanes.producer, at.producer, at.producer),
    ...group(text.lanes.broker, ends(at.queue)[0], ends(at.pull)[1]),
    ...group(text.lanes.consumers, ...ends(at.consumer)),
    svg("line", {
      x1: GUTTER,
      x2: right,
      y1: at.producer,
      y2: at.producer,
      stroke: GREY,
      "stroke-opacity": 0.35,
    }),
    ...state.queues.flatMap((_, id) => row(text.lane.queue(id), at.queue[id], PLAIN)),
    ...state.consumers.flatMap((c) => [
      ...row(text.lane.pull(c.name), at.pull[c.name], ink(c.name)),
      ...row(c.name, at.consumer[c.name], c.on ? ink(c.name) : GREY),
    ]),
  ];
}

function ticks(from, { at, x, nowMillis }) {
  const marks = [];
  const to = nowMillis + FUTURE_MILLIS;
  for (let t = Math.max(0, Math.ceil(from / TICK_MILLIS) * TICK_MILLIS); t < to; t += TICK_MILLIS) {
    marks.push(
      svg("line", {
        x1: x(t),
        x2: x(t),
        y1: TOP - 4,
        y2: at.height,
        stroke: GREY,
        "stroke-opacity": 0.25,
      }),
      svg("text", { x: x(t), y: 11, "text-anchor": "middle", "font-size": 10 }, `${t / 1000} s`),
    );
  }
  return [
    ...marks,
    svg("line", {
      x1: x(nowMillis),
      x2: x(nowMillis),
      y1: TOP - 4,
      y2: at.height,
      stroke: NOW,
      "stroke-width": 1.5,
    }),
  ];
}

/** Up to the broker, the wait there, and down again. */
function way(pull, { at, x, seen, right, nowMillis }) {
  const [up, down] = [at.pull[pull.consumer], at.consumer[pull.consumer]];
  const found = pull.answer?.messages.length > 0;
  const line = (millis, width, opacity) =>
    svg("line", {
      x1: x(millis),
      x2: x(millis),
      y1: down,
      y2: up,
      stroke: ink(pull.consumer),
      "stroke-width": width,
      "stroke-opacity": opacity,
    });
  const parts = [];
  if (pull.arrivedMillis !== null && seen(endOf(pull) ?? nowMillis)) {
    parts.push(...bar(pull, up, x, right, nowMillis));
  }
  if (seen(pull.sentMillis)) {
    parts.push(line(pull.sentMillis, 1, 0.5));
  }
  if (seen(pull.answeredMillis)) {
    parts.push(line(pull.answeredMillis, found ? 2.5 : 1, found ? 1 : 0.5));
  }
  return parts;
}

/** When the broker had done with a pull, or null. */
const endOf = (pull) => pull.answeredMillis ?? pull.droppedMillis;

function bar(pull, y, x, right, nowMillis) {
  const left = x(pull.arrivedMillis);
  const end = x(endOf(pull) ?? nowMillis);
  const box = (from, to, more) =>
    svg("rect", {
      x: from,
      y: y - BAR / 2,
      width: Math.max(1.5, to - from),
      height: BAR,
      stroke: ink(pull.consumer),
      ...more,
    });
  const parts = [box(left, end, { fill: fill(pull.consumer) })];
  if (pull.deadlineMillis !== null) {
    const last = Math.min(right, x(pull.deadlineMillis));
    parts.push(box(end, last, { fill: "none", "stroke-dasharray": "3 3" }));
  }
  if (pull.answer && end - left > 24) {
    const label = { x: end - 3, y: y + 4, "text-anchor": "end", "font-size": 11 };
    parts.push(svg("text", label, String(pull.answer.code)));
  }
  return parts;
}

/** A message comes to its queue and wakes who waits for it. */
function stored(message, pulls, { at, x, seen }) {
  if (!seen(message.sentMillis)) {
    return [];
  }
  const down = (millis, y1, y2, colour, width) =>
    svg("line", { x1: x(millis), x2: x(millis), y1, y2, stroke: colour, "stroke-width": width });
  const parts = [mark(x(message.sentMillis), at.producer, message)];
  if (message.storedMillis !== undefined) {
    const wakes = pulls
      .filter((pull) => pull.woken && pull.answer.messages[0].number === message.number)
      .map((pull) =>
        down(message.storedMillis, at.queue[message.queue], at.pull[pull.consumer], NOW, 2),
      );
    parts.unshift(
      down(message.storedMillis, at.producer, at.queue[message.queue], GREY, 1.5),
      ...wakes,
    );
    parts.push(mark(x(message.storedMillis), at.queue[message.queue], message));
  }
  return parts;
}

/** What an answer brought to its consumer: messages, or nothing. */
function got(pull, { at, x, seen }) {
  if (!seen(pull.doneMillis)) {
    return [];
  }
  const [cx, cy] = [x(pull.doneMillis), at.consumer[pull.consumer]];
  const { messages } = pull.answer;
  return messages.length
    ? [mark(cx, cy, messages[0], messages.length)]
    : [
        svg("circle", {
          cx,
          cy,
          r: 2.5,
          fill: "var(--md-default-bg-color)",
          stroke: ink(pull.consumer),
        }),
      ];
}

/** A message, with its number, or how many came at once. */
function mark(x, y, message, count = 1) {
  const colour = message.tag === "paid" ? "d" : "none";
  return svg(
    "g",
    { class: "glass-message" },
    svg("circle", {
      cx: x,
      cy: y,
      r: MARK,
      fill: `var(--glass-${colour})`,
      stroke: `var(--glass-${colour}-line)`,
    }),
    svg(
      "text",
      { x, y: y + 3.5, "text-anchor": "middle", "font-size": 10 },
      count === 1 ? String(message.number) : `${count}×`,
    ),
  );
}
