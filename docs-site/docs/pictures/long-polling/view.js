/** The long-polling time line: its controls, the passing of time, and what it says in words. */

import { calm, html, teller } from "../kit.js";
import { advance, figures, next, send, start, turn, upcoming, waiting } from "./model.js";
import { CONSUMERS, MODES } from "./numbers.js";
import { timeline } from "./timeline.js";
import { millis, seconds } from "./units.js";
import { text } from "./words.js";

const BEGIN_MILLIS = 8_000;
const SEND_EVERY_MILLIS = 3_700;
const SPEEDS = [1, 5, 20];
const QUEUES = [0, 1];
const TAGS = ["paid", "new"];
const EVENTS_SHOWN = 8;
const WAYS = Object.keys(MODES);
/** Behind another window a page sleeps; it does not catch up. */
const LONGEST_TICK_MILLIS = 1_000;

class GlassLongPolling extends HTMLElement {
  connectedCallback() {
    this.mode = "long";
    this.keeps = false;
    this.told = teller();
    this.restart();
    this.replaceChildren(...this.layout());
    this.say(text.wayTold[this.mode]);
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.line);
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    clearInterval(this.timer);
  }

  get state() {
    return this.worlds[this.mode];
  }

  /** One world for each way to wait, all with the same messages at the same time. */
  restart() {
    this.worlds = Object.fromEntries(WAYS.map((way) => [way, start(way)]));
    this.events = Object.fromEntries(WAYS.map((way) => [way, []]));
    this.pass(BEGIN_MILLIS);
    this.nextSendMillis = BEGIN_MILLIS;
    this.sends = 0;
  }

  /** Changes all worlds alike. */
  change(how) {
    for (const way of WAYS) {
      this.worlds[way] = how(this.worlds[way], way);
    }
  }

  pass(untilMillis) {
    while (this.keeps && this.nextSendMillis <= untilMillis) {
      this.advance(this.nextSendMillis);
      this.sends++;
      this.change((state) => send(state, this.sends % 2, TAGS[(this.sends >> 1) % 2]));
      this.nextSendMillis += SEND_EVERY_MILLIS;
    }
    this.advance(untilMillis);
  }

  advance(untilMillis) {
    this.change((state, way) => advance(state, untilMillis, (after) => this.note(way, after)));
  }

  /** Of a running time line only that is read out which has to do with a message. */
  note(way, { last, nowMillis }) {
    const event = text.tell[last.kind](last);
    this.events[way] = [`${seconds(nowMillis)}: ${event}`, ...this.events[way]].slice(
      0,
      EVENTS_SHOWN,
    );
    if (way === this.mode && (!this.timer || last.message || last.pull.answer?.messages.length)) {
      this.say(event);
    }
  }

  say(words) {
    this.told.say(words);
  }

  step() {
    this.pause();
    const event = upcoming(this.state);
    if (this.keeps && (!event || this.nextSendMillis <= event.atMillis)) {
      this.pass(this.nextSendMillis);
    } else if (event) {
      // one event here, although more may happen in the same moment
      const here = next(this.state);
      this.note(this.mode, here);
      this.change((state, way) =>
        way === this.mode ? here : advance(state, here.nowMillis, (s) => this.note(way, s)),
      );
    } else {
      this.say(text.nothing);
    }
    this.draw();
  }

  play() {
    let before = performance.now();
    this.timer = setInterval(
      () => {
        const now = performance.now();
        const passed = Math.min(LONGEST_TICK_MILLIS, now - before);
        before = now;
        this.pass(this.state.nowMillis + Math.round(passed * this.speed.value));
        this.draw();
      },
      calm() ? 500 : 50,
    );
    this.draw();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.draw();
  }

  send() {
    const [queue, tag] = [Number(this.queue.value), this.tag.value];
    this.change((state) => send(state, queue, tag));
    this.say(text.sent(this.state.sends.at(-1), Boolean(this.timer)));
    this.draw();
  }

  turn(name) {
    const { on } = this.state.consumers.find((c) => c.name === name);
    this.change((state) => turn(state, name, !on));
    this.say(text.turned({ name, on: !on }));
    this.draw();
  }

  layout() {
    const button = (label, click) => html("button", { type: "button", click }, label);
    const group = (label, ...children) =>
      html("div", { class: "glass-controls", role: "group", "aria-label": label }, ...children);
    const select = (label, options) => {
      const choice = html(
        "select",
        {},
        ...options.map(([value, name]) => html("option", { value }, name)),
      );
      return [choice, html("label", {}, label, choice)];
    };
    const table = (caption, head, body) =>
      html(
        "table",
        { class: "glass-table" },
        html("caption", {}, caption),
        html(
          "thead",
          {},
          html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name))),
        ),
        body,
      );
    let speed, queue, tag;
    [this.speed, speed] = select(
      text.speed,
      SPEEDS.map((times) => [times, `${times}×`]),
    );
    this.speed.value = 5;
    [this.queue, queue] = select(
      text.queue,
      QUEUES.map((id) => [id, String(id)]),
    );
    [this.tag, tag] = select(
      text.tag,
      TAGS.map((tag) => [tag, tag]),
    );
    this.player = button(text.play, () => (this.timer ? this.pause() : this.play()));
    this.keeper = button(text.keep(SEND_EVERY_MILLIS), () => this.keep());
    this.ways = WAYS.map((way) => button(text.way[way], () => this.choose(way)));
    this.turners = CONSUMERS.map((c) => button(text.consumer(c), () => this.turn(c.name)));
    // an output is read out with each change, which here is 20 times a second
    this.clock = html("output", { "aria-live": "off" });
    this.line = html("div", {});
    this.waiting = html("tbody", {});
    this.figures = html("tbody", {});
    this.list = html("ol", { class: "glass-events" });
    return [
      group(text.ways, ...this.ways),
      group(
        text.time,
        this.player,
        button(text.step, () => this.step()),
        speed,
        button(text.restart, () => this.again()),
        this.clock,
      ),
      group(
        text.messages,
        queue,
        tag,
        button(text.send, () => this.send()),
        this.keeper,
      ),
      group(text.consumers, ...this.turners),
      this.told.element,
      this.line,
      table(text.waiting, text.waitingHead, this.waiting),
      table(text.figures, text.figuresHead, this.figures),
      html("p", { class: "glass-caption" }, text.events),
      this.list,
    ];
  }

  choose(way) {
    this.mode = way;
    this.say(text.wayTold[way]);
    this.draw();
  }

  again() {
    this.pause();
    this.restart();
    this.say(text.wayTold[this.mode]);
    this.draw();
  }

  keep() {
    this.keeps = !this.keeps;
    this.nextSendMillis = this.state.nowMillis;
    this.draw();
  }

  draw() {
    const { state } = this;
    this.player.textContent = this.timer ? text.pause : text.play;
    this.clock.textContent = seconds(state.nowMillis);
    press(this.keeper, this.keeps);
    this.ways.forEach((button, i) => press(button, WAYS[i] === this.mode));
    this.turners.forEach((button, i) => press(button, state.consumers[i].on));
    // nothing is that narrow but a page that is not laid out yet
    this.line.replaceChildren(
      ...(this.line.clientWidth ? [timeline(state, this.line.clientWidth)] : []),
    );
    this.waiting.replaceChildren(...this.waitingRows());
    this.figures.replaceChildren(...WAYS.map((way) => this.figureRow(way)));
    this.list.replaceChildren(...this.events[this.mode].map((event) => html("li", {}, event)));
  }

  waitingRows() {
    const rows = waiting(this.state).map((pull) =>
      row(pull.consumer, [
        pull.queue,
        pull.offset,
        pull.tag ?? text.all,
        seconds(pull.deadlineMillis),
      ]),
    );
    return rows.length ? rows : [row(text.nobody, ["", "", "", ""])];
  }

  figureRow(way) {
    const f = figures(this.worlds[way]);
    const cells = [
      f.pullsLastMinute,
      f.empty,
      f.deliveries,
      millis(f.meanMillis),
      millis(f.maxMillis),
    ];
    return row(text.way[way], cells, way === this.mode);
  }
}

const press = (button, on) => button.setAttribute("aria-pressed", String(on));

function row(head, cells, chosen = false) {
  return html(
    "tr",
    { class: chosen && "glass-here" },
    html("th", { scope: "row" }, head),
    ...cells.map((cell) => html("td", {}, String(cell))),
  );
}

customElements.define("glass-long-polling", GlassLongPolling);
