/** The upper part of the picture: each queue with its owner before and now, and the members. */
import { svg } from "../kit.js";
import { queuesOf, roomOf, untilReport } from "./model.js";

const WIDTH = 340;
const LEFT = 44;
const BEFORE = 32;
const NOW = 54;
const MEMBERS = 130;
const CELL_HEIGHT = 18;
const MEMBER_WIDTH = 72;
const MEMBER_HEIGHT = 43;

/** The colours of a member with a number from 1. */
export const fill = (member) => `var(--glass-${member ? "abcdefgh"[member - 1] : "none"})`;
export const line = (member) => `var(--glass-${member ? "abcdefgh"[member - 1] : "none"}-line)`;

/** @returns {SVGElement} the map; all of it is in the table as well, so it has only a name */
export function map(state, said) {
  const queues = queuesOf(state);
  const cell = (WIDTH - LEFT) / Math.max(queues.length, 8);
  const places = queues.map((queue, i) => ({ ...queue, x: LEFT + i * cell, width: cell }));
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${MEMBERS + MEMBER_HEIGHT + 2}`, role: "img", "aria-label": said.map },
    ...brokers(places),
    label(0, BEFORE + 13, said.before),
    label(0, NOW + 13, said.now),
    label(0, MEMBERS + 37, said.reports),
    ...places.flatMap((place) => queue(state, place)),
    ...members(state, places, said),
  );
}

const label = (x, y, text, more = {}) => svg("text", { x, y, "font-size": 10, ...more }, text);
const middle = { "text-anchor": "middle" };
const narrow = { ...middle, "font-size": 9 };

function brokers(places) {
  const first = places.filter(({ broker }, i) => broker !== places[i - 1]?.broker);
  return first.map(({ x, broker }) => label(x, 9, broker));
}

function queue({ owners, before }, { name, x, width }) {
  const was = before[name];
  const is = owners[name];
  return [
    label(x + width / 2, BEFORE - 4, name, middle),
    ...owner(was, x, BEFORE, width, false),
    ...owner(is, x, NOW, width, is !== was),
  ];
}

function owner(member, x, y, width, moved) {
  const edge = moved ? { stroke: "var(--glass-chosen)", "stroke-width": 2 } : { stroke: line(member) };
  const box = { x: x + 1, y, width: width - 2, height: CELL_HEIGHT, rx: 2, fill: fill(member) };
  return [
    svg("rect", { ...box, ...edge }),
    label(x + width / 2, y + 13, member ?? "-", middle),
  ];
}

function members({ members: present, ...state }, places, said) {
  const share = (WIDTH - LEFT) / present.length;
  const width = Math.min(share - 2, MEMBER_WIDTH);
  return present.flatMap(({ member, since }, i) => {
    const centre = LEFT + (i + 0.5) * share;
    const box = { x: centre - width / 2, y: MEMBERS, width, height: MEMBER_HEIGHT, rx: 3 };
    return [
      ...places
        .filter(({ name }) => state.owners[name] === member)
        .map((place) => thread(state, place, centre)),
      svg("rect", { ...box, fill: fill(member), stroke: line(member) }),
      label(centre, MEMBERS + 13, `C${member}`, middle),
      label(centre, MEMBERS + 25, roomOf(member), middle),
      label(centre, MEMBERS + 37, said.until(untilReport(state, since)), narrow),
    ];
  });
}

/** From a queue to its owner; it grows if the queue has moved just now, and not with each redraw. */
function thread({ owners, before, event }, { name, x, width }, to) {
  const moves = event.kind !== "time" && before[name] !== owners[name];
  const from = x + width / 2;
  const top = NOW + CELL_HEIGHT + 1;
  const half = (top + MEMBERS) / 2;
  return svg("path", {
    d: `M${from} ${top} C${from} ${half} ${to} ${half} ${to} ${MEMBERS}`,
    fill: "none",
    stroke: line(owners[name]),
    "stroke-width": 1.5,
    pathLength: 1,
    class: moves && "glass-rebalance-moving",
  });
}
