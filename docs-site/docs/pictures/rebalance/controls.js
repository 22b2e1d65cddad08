/** What the visitor sets: real form controls, made once; `act` tells the view of each wish. */
import { html } from "../kit.js";
import { MAX_QUEUES, ROOMS, STRATEGIES } from "./model.js";

/** Above the picture: the strategy and the topic. `rooms` counts only for one strategy. */
export function settings(state, said, act) {
  const rooms = [...ROOMS.map((room) => [room, room]), [ROOMS.join(), ROOMS.join(", ")]];
  const all = {
    strategy: select("strategy", said.strategy, named(STRATEGIES, said.strategies), state.strategy,
      (strategy) => act.choose(strategy)),
    rooms: select("rooms", said.rooms, rooms, state.rooms.join(),
      (chosen) => act.allow(chosen.split(","))),
    queues: select("queues", said.queues, upTo(MAX_QUEUES), state.queues,
      (queues) => act.resize({ queues: Number(queues) })),
    brokers: select("brokers", said.brokers, upTo(2), state.brokers,
      (brokers) => act.resize({ brokers: Number(brokers) })),
  };
  return { element: group(...Object.values(all)), rooms: all.rooms };
}

/** How time goes on. */
export function clock(said, act) {
  const run = button("run", said.run, act.run, { "aria-pressed": "false" });
  const again = button("restart", said.restart, act.restart);
  return { element: group(button("later", said.oneSecond, act.later), run, again), run };
}

/** Who joins and who goes, and how. */
export function consumers(said, act) {
  const kinds = named(Object.keys(said.goings), said.goings);
  const going = select("going", said.going, kinds, "leave", act.going);
  const join = button("join", said.join, act.join);
  const goers = html("span", { class: "glass-rebalance-goers" });
  return { element: group(join, going, goers), join, goers };
}

/** A button for each member that can go. */
export const goer = (member, text, act) => button(`goes-${member}`, text, () => act.goes(member));

const group = (...children) => html("div", { class: "glass-controls" }, ...children);

const button = (id, text, click, more = {}) =>
  html("button", { type: "button", id: `rebalance-${id}`, click, ...more }, text);

function select(id, text, values, chosen, act) {
  const options = values.map(([value, name]) =>
    html("option", { value, selected: value === String(chosen) }, name));
  const change = (event) => act(event.target.value);
  return html("label", {}, text, html("select", { id: `rebalance-${id}`, change }, ...options));
}

const named = (values, names) => values.map((value) => [value, names[value]]);
const upTo = (count) => Array.from({ length: count }, (_, i) => [`${i + 1}`, `${i + 1}`]);
