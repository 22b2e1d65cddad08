/** <glass-commit-log>: messages are sent, and a dispatcher files them a moment later. */

import { html, replace } from "../kit.js";
import { controls } from "./controls.js";
import { drawDetails, drawIndex, drawLog, drawQueues } from "./draw.js";
import { message, uniqueId } from "./message.js";
import { append, dispatch, empty, fits, flush, next, parts, related, room } from "./model.js";
import { recordSize } from "./record.js";
import { W } from "./words.js";

/** Which queues a topic has; its messages take turns. */
const QUEUES = { Orders: 2, Payments: 1 };
const DISPATCH_MILLIS = 1_500;
const MOST_PARTS = 60;
const MOST_LINES = 6;

class CommitLogPicture extends HTMLElement {
  connectedCallback() {
    this.stage = html("div");
    this.story = html("ol", { class: "glass-told log-story", "aria-live": "polite" });
    this.controls = controls(Object.keys(QUEUES), this);
    this.replaceChildren(this.controls.element, this.story, this.stage);
    this.held = false;
    this.startAgain();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  startAgain() {
    this.sent = 0;
    this.turns = {};
    this.chosen = undefined;
    this.state = empty();
    this.story.replaceChildren();
    this.say(W.told.empty);
    this.show(this.state);
  }

  // ---- what the visitor does

  /** Sends messages, each `{topic, body, key, tag}`. */
  send(...orders) {
    const before = this.state;
    for (const order of orders) {
      if (this.state.log.length >= MOST_PARTS) {
        this.say(W.told.enough);
        break;
      }
      this.sendOne(order);
    }
    this.show(before);
  }

  sendOne(order) {
    const { sizes, log } = this.state;
    const now = Date.now();
    const made = this.make(order, now);
    if (!fits(sizes, recordSize(made))) {
      this.say(W.told.refused(recordSize(made), sizes.logFile));
      return;
    }
    this.state = append(this.state, made, now);
    this.sent++;
    this.turns[order.topic] = made.queueId + 1;
    const [record, blank] = this.state.log.slice(log.length).reverse();
    this.say(W.told.sent(record, blank));
  }

  /** The message as the store would get it now. */
  make(order, now) {
    const queueId = (this.turns[order.topic] ?? 0) % QUEUES[order.topic];
    return message({ ...order, queueId }, now, uniqueId(now, this.sent));
  }

  /** Sends one whose record is one byte larger than the rest of the file, or the smallest one. */
  sendLarger(order) {
    this.send(this.grown(order, room(this.state) + 1));
  }

  /** Sends one that fits into no file by one byte. */
  sendTooLarge(order) {
    this.send(this.grown(order, this.state.sizes.logFile - 7));
  }

  grown(order, size) {
    const missing = size - recordSize(this.make({ ...order, body: "" }, Date.now()));
    return { ...order, body: "7 plums and ".repeat(100).slice(0, Math.max(1, missing)) };
  }

  hold(held) {
    this.held = held;
    this.say(held ? W.told.held : W.told.released);
    this.show(this.state);
  }

  step() {
    const before = this.state;
    const part = next(before);
    this.state = dispatch(before);
    this.say(part.kind === "blank" ? W.told.passed(this.state.dispatched) : this.filed(part, before));
    this.show(before);
  }

  filed(record, before) {
    const units = this.state.queues[record.queue];
    const entries = (state) => state.indexes.flat().length;
    return W.told.filed(units[units.length - 1], entries(this.state) - entries(before));
  }

  flush() {
    this.state = flush(this.state);
    this.say(W.told.flushed(this.state.flushed));
    this.show(this.state);
  }

  choose(id) {
    this.chosen = this.chosen === id ? undefined : id;
    this.show(this.state);
  }

  // ---- what the visitor sees

  say(text) {
    this.story.prepend(html("li", {}, text));
    [...this.story.children].slice(MOST_LINES).forEach((line) => line.remove());
  }

  /** Draws the state; what was not there `before` is marked as fresh. */
  show(before) {
    const all = parts(this.state);
    const known = parts(before);
    const chosen = all.get(this.chosen);
    const look = {
      chosen,
      related: new Set(chosen && related(this.state, chosen)),
      fresh: new Set([...all.keys()].filter((id) => !known.has(id))),
      choose: (id) => this.choose(id),
      details: () => drawDetails(this.state, look),
    };
    const names = Object.entries(QUEUES).flatMap(([topic, count]) =>
      [...Array(count).keys()].map((queue) => `${topic}/${queue}`),
    );
    replace(
      this.stage,
      drawLog(this.state, look),
      drawQueues(this.state, names, look),
      drawIndex(this.state, look),
    );
    this.controls.show(this.state, this.held);
    this.plan();
  }

  /** The dispatcher's own time. */
  plan() {
    clearTimeout(this.timer);
    if (!this.held && next(this.state)) {
      this.timer = setTimeout(() => this.step(), DISPATCH_MILLIS);
    }
  }
}

customElements.define("glass-commit-log", CommitLogPicture);
