/**
 * Draws a state as elements. A `look` says what the visitor looks at: `chosen` (a part or
 * undefined), `related` and `fresh` (sets of ids: what belongs to it, what the last step made) and
 * `choose(id)`, to call when a part is clicked.
 */

import { html, number } from "../kit.js";
import { hex } from "./layout.js";
import { header, parts, slots } from "./model.js";
import { W } from "./words.js";

const SHOWN_BYTES = 8;

export function drawLog(state, look) {
  const { logFile } = state.sizes;
  const count = Math.max(1, Math.ceil(state.wrote / logFile));
  const files = [...Array(count).keys()].map((file) => drawLogFile(state, file * logFile, look));
  return section(W.log, look, ["record", "blank"], positions(state), ...files);
}

function positions(state) {
  const line = ["wrote", "flushed", "dispatched"].map((name) =>
    html("span", { class: `log-${name}` }, `${W.positions[name]} ${number(state[name])}`),
  );
  return html("p", { class: "log-positions" }, ...line);
}

function drawLogFile(state, start, look) {
  const { logFile } = state.sizes;
  const inside = state.log.filter((part) => part.at >= start && part.at < start + logFile);
  const percent = (bytes) => (100 * Math.max(0, Math.min(logFile, bytes))) / logFile;
  const gauge = (name) =>
    html("div", { class: `log-gauge log-${name}`, style: `width: ${percent(state[name] - start)}%` });
  const button = (part) => {
    const waits = part.kind === "record" && part.at >= state.dispatched;
    const content = [
      hidden(part.kind === "record" ? W.recordAt : W.blankAt),
      html("b", {}, number(part.at)),
      " ",
      html("span", {}, W.bytes(part.size)),
      ...(waits ? [hidden(W.waiting)] : []),
    ];
    const style = `flex-basis: ${percent(part.size)}%`;
    return choice(part, look, { class: waits ? "log-waiting" : "", style }, ...content);
  };
  return html(
    "div",
    { class: "log-file" },
    html("code", {}, String(start).padStart(20, "0")),
    html("div", { class: "log-bar" }, ...inside.map(button)),
    gauge("flushed"),
    gauge("dispatched"),
  );
}

export function drawQueues(state, names, look) {
  const queues = names.map((name) => {
    const units = state.queues[name] ?? [];
    const title = `${W.queue(name)}: ${W.maxOffset(units.length)}`;
    const buttons = units.map((unit) =>
      choice(unit, look, {}, hidden(W.unit), html("b", {}, unit.number), ` → ${number(unit.record)}`),
    );
    return html("div", { class: "log-row" }, html("span", { class: "log-queue" }, title), ...buttons);
  });
  return section(W.queues, look, ["unit"], ...queues);
}

export function drawIndex(state, look) {
  const files = state.indexes.map((entries, file) => {
    const used = slots(state, file);
    const head = choice(header(state, file), look, {}, W.header(entries.length, used.length));
    const rows = used.map((slot) => html("div", { class: "log-row" }, ...drawChain(slot, look)));
    return html("div", {}, html("p", { class: "log-row" }, `${W.file(file)}:`, head), ...rows);
  });
  const none = html("p", {}, W.noFile);
  return section(W.index, look, ["header", "slot", "entry"], ...(files.length ? files : [none]));
}

function drawChain(slot, look) {
  const entries = slot.chain.map((entry) =>
    choice(entry, look, {}, hidden(W.entry), html("b", {}, entry.number), ` ${label(entry.key)}`),
  );
  const links = [choice(slot, look, { class: "log-slot" }, W.slot, slot.number), ...entries];
  return [...links.flatMap((link) => [link, "→ "]).slice(0, -1), `→ ${W.end}`];
}

/** A key without its topic; of a unique id only the digits that differ. */
function label(key) {
  const name = key.slice(key.indexOf("#") + 1);
  return name.replace(/^T#/, W.tagged).replace(/^[\dA-F]{28}([\dA-F]{4})$/, "id …$1");
}

/** A part of the picture under its title; the chosen part's bytes are shown below it. */
function section(title, look, kinds, ...children) {
  const shown = kinds.includes(look.chosen?.kind) ? [look.details()] : [];
  return html("section", { class: "log-section" }, html("h3", {}, title), ...children, ...shown);
}

/** A button that chooses a part. */
function choice(part, look, { class: name = "", ...attributes }, ...content) {
  const classes = [
    "log-part",
    `log-${part.kind}`,
    name,
    look.related.has(part.id) && "log-related",
    look.fresh.has(part.id) && "log-fresh",
  ];
  return html(
    "button",
    {
      type: "button",
      id: `part-${part.id}`,
      class: classes.filter((one) => one).join(" "),
      "aria-pressed": String(look.chosen?.id === part.id),
      click: () => look.choose(part.id),
      ...attributes,
    },
    ...content,
  );
}

/** The chosen part: its fields, and buttons for what belongs to it. */
export function drawDetails(state, { chosen, related, choose }) {
  const all = parts(state);
  const caption = W.captions[chosen.kind](chosen);
  const head = W.columns.map((column) => html("th", { scope: "col" }, column));
  const table = html(
    "table",
    {},
    html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...chosen.fields.map(drawField)),
  );
  const others = [...related].map((id) =>
    html(
      "button",
      { type: "button", id: `to-${id}`, click: () => choose(id) },
      W.names[all.get(id).kind](all.get(id)),
    ),
  );
  const together = others.length ? [W.together, ...others] : [W.alone];
  return html(
    "div",
    { class: "log-details" },
    html("div", { class: "glass-wide", role: "region", "aria-label": caption, tabindex: 0 }, table),
    ...(["record", "unit", "entry", "slot"].includes(chosen.kind)
      ? [html("p", { class: "log-row" }, ...together)]
      : []),
  );
}

function drawField({ at, bytes, name, meaning }) {
  const shown = hex(bytes.subarray(0, SHOWN_BYTES)) + (bytes.length > SHOWN_BYTES ? " …" : "");
  const cells = [at, bytes.length, name, html("code", {}, shown), meaning];
  return html("tr", {}, ...cells.map((cell) => html("td", {}, cell)));
}

function hidden(text) {
  return html("span", { class: "glass-hidden" }, text);
}
