/** The controls: a form for one message, prepared sends, and buttons for the two threads. */

import { html } from "../kit.js";
import { next, room } from "./model.js";
import { W } from "./words.js";

const ORDERS = [
  { topic: "Orders", body: "3 apples", key: "order-1", tag: "paid" },
  { topic: "Orders", body: "1 pear", key: "order-2", tag: "paid" },
  { topic: "Orders", body: "12 plums", key: "order-3", tag: "shipped" },
];

/**
 * @param {string[]} topics
 * @param picture what acts: see view.js
 * @returns {{element: Node, show: Function}} `show(state, held)` enables what can be done
 */
export function controls(topics, picture) {
  const topic = html("select", {}, ...topics.map((name) => html("option", {}, name)));
  // a client refuses an empty body
  const body = html("input", {
    value: "3 apples",
    required: true,
    maxlength: 900,
    size: 14,
    autocomplete: "off",
  });
  const key = html("input", { value: "order-7", maxlength: 60, size: 9, autocomplete: "off" });
  const tags = [["", W.noTag], ["paid", "paid"], ["shipped", "shipped"]];
  const tag = html("select", {}, ...tags.map(([value, text]) => html("option", { value }, text)));
  const order = () => ({
    topic: topic.value,
    body: body.value,
    key: key.value.trim(),
    tag: tag.value,
  });
  const submit = (event) => {
    event.preventDefault();
    picture.send(order());
  };

  const larger = button(W.larger, () => picture.sendLarger(ORDERS[2]));
  const hold = button(W.hold, () => picture.hold(!picture.held));
  const step = button(W.step, () => picture.step());
  const flush = button(W.flush, () => picture.flush());

  const element = html(
    "div",
    {},
    html(
      "form",
      { class: "glass-controls", submit },
      html("label", {}, W.topic, topic),
      html("label", {}, W.body, body),
      html("label", {}, W.key, key),
      html("label", {}, W.tag, tag),
      html("button", { type: "submit" }, W.send),
    ),
    html(
      "div",
      { class: "glass-controls" },
      button(W.three, () => picture.send(...ORDERS)),
      larger,
      button(W.tooLarge, () => picture.sendTooLarge(ORDERS[2])),
      button(W.oneHash, () => picture.send(keyed("Aa"), keyed("BB"))),
    ),
    html(
      "div",
      { class: "glass-controls" },
      hold,
      step,
      flush,
      button(W.again, () => picture.startAgain()),
    ),
  );

  function show(state, held) {
    hold.setAttribute("aria-pressed", held);
    enable(step, next(state) !== undefined);
    enable(flush, state.flushed < state.wrote);
    enable(larger, room(state) < state.sizes.logFile);
  }

  return { element, show };
}

function keyed(key) {
  return { topic: "Payments", body: "9 euros", key, tag: "" };
}

/** Does nothing while it is off. It is not `disabled`: then it would lose the focus. */
function button(text, click) {
  const made = html("button", { type: "button" }, text);
  made.addEventListener("click", () => made.getAttribute("aria-disabled") !== "true" && click());
  return made;
}

function enable(control, can) {
  control.setAttribute("aria-disabled", !can);
}
