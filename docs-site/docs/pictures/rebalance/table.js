/** The lower part of the picture: how far each queue is consumed, and what comes again. */
import { html, svg } from "../kit.js";
import { fill, line } from "./map.js";
import { queuesOf } from "./model.js";

const SIDE = 8;

/** @returns {HTMLTableElement} a row for each queue */
export function table(state, said) {
  const columns = said.columns.map((name) => html("th", { scope: "col" }, name));
  return html(
    "table",
    { class: "glass-rebalance-table" },
    html("caption", {}, said.caption),
    html("thead", {}, html("tr", {}, ...columns)),
    html("tbody", {}, ...queuesOf(state).map(({ name }) => row(state, name, said))),
  );
}

function row({ owners, before, progress }, name, said) {
  const { reported, consumed, reached } = progress[name];
  return html(
    "tr",
    { "data-queue": name },
    html("th", { scope: "row" }, name),
    html("td", {}, ...moved(before[name], owners[name], said)),
    html("td", {}, `${reported}`),
    html("td", {}, `${consumed}`),
    html(
      "td",
      {},
      messages(reported, consumed, reached, owners[name]),
      consumed < reached ? ` ${said.again(consumed, reached - 1)}` : "",
    ),
  );
}

function moved(was, is, said) {
  const now = chip(is, said);
  return was === is ? [now] : [chip(was, said), "→", now];
}

const chip = (member, said) =>
  html(
    "span",
    {
      class: "glass-rebalance-chip",
      style: `background: ${fill(member)}; color: ${line(member)}`,
    },
    member ? `C${member}` : said.nobody,
  );

/** A square for each message that the broker does not know to be consumed. */
function messages(reported, consumed, reached, owner) {
  const count = reached - reported;
  const squares = Array.from({ length: count }, (_, i) => square(i, reported + i < consumed, owner));
  const size = { width: Math.max(count, 1) * SIDE, height: SIDE + 2 };
  return svg("svg", { ...size, "aria-hidden": "true" }, ...squares);
}

function square(place, isConsumed, owner) {
  const look = isConsumed
    ? { fill: line(owner), stroke: line(owner) }
    : { fill: "none", stroke: "var(--glass-chosen)", "stroke-dasharray": 2 };
  return svg("rect", { x: place * SIDE + 1, y: 1, width: SIDE - 2, height: SIDE, ...look });
}

/** What the two kinds of squares mean. */
export function legend(said) {
  const entry = (isConsumed, text) =>
    html("span", {}, messages(0, isConsumed ? 1 : 0, 1, 1), ` ${text} `);
  return html("p", {}, entry(true, said.legend.consumed), entry(false, said.legend.again));
}
