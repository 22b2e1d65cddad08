/** The picture of a rebalance: <glass-rebalance>. Until this runs the page shows what is in it. */
import { html, replace, words } from "../kit.js";
import * as controls from "./controls.js";
import { en } from "./en.js";
import { map } from "./map.js";
import * as model from "./model.js";
import { legend, table } from "./table.js";
import { zh } from "./zh.js";

const MAX_LOG = 3;

class Rebalance extends HTMLElement {
  connectedCallback() {
    this.said = words({ en, zh });
    this.restart();
  }

  disconnectedCallback() {
    this.run(false);
  }

  restart() {
    this.run(false);
    this.going = "leave";
    this.state = model.start();
    this.settings = controls.settings(this.state, this.said, this.acts);
    this.clock = controls.clock(this.said, this.acts);
    this.consumers = controls.consumers(this.said, this.acts);
    this.map = html("div", { class: "glass-rebalance-map" });
    this.table = html("div");
    this.time = html("p", { class: "glass-rebalance-time", "aria-live": "polite" });
    this.log = html("ol", { class: "glass-told glass-rebalance-log", "aria-live": "polite" });
    replace(this, this.settings.element, this.consumers.element, this.clock.element, this.time,
      this.map, this.log, this.table, legend(this.said));
    this.show(this.state);
  }

  acts = {
    choose: (strategy) => this.show(model.choose(this.state, strategy)),
    allow: (rooms) => this.show(model.allow(this.state, rooms)),
    resize: (size) => this.show(model.resize(this.state, { ...this.state, ...size })),
    join: () => this.show(model.join(this.state)),
    going: (kind) => {
      this.going = kind;
      this.showGoers();
    },
    goes: (member) => {
      this.show(model[this.going](this.state, member));
      // the button is gone; its neighbour gets the focus
      (this.consumers.goers.querySelector("button") ?? this.consumers.join).focus();
    },
    later: () => this.show(model.later(this.state, 1)),
    run: () => this.run(!this.timer),
    restart: () => this.restart(),
  };

  /** A second of the model each second, or not; while it runs it is not read out. */
  run(on) {
    clearInterval(this.timer);
    this.timer = on ? setInterval(this.acts.later, 1000) : null;
    this.clock?.run.setAttribute("aria-pressed", String(on));
    this.time?.setAttribute("aria-live", on ? "off" : "polite");
  }

  show(state) {
    this.state = state;
    replace(this.map, map(state, this.said));
    replace(this.table, table(state, this.said));
    this.time.textContent = this.said.time(state);
    if (state.event.kind !== "time") {
      this.tell();
      this.showGoers();
    }
  }

  /** The log, the newest first. */
  tell() {
    this.log.prepend(html("li", {}, this.said.told(this.state)));
    [...this.log.children].slice(MAX_LOG).forEach((old) => old.remove());
  }

  showGoers() {
    const { members, strategy } = this.state;
    const goers = members.map(({ member }) =>
      controls.goer(member, this.said.goes[this.going](member), this.acts));
    replace(this.consumers.goers, ...goers);
    this.consumers.join.disabled = members.length === model.MAX_MEMBERS;
    this.settings.rooms.hidden = strategy !== "byMachineRoom";
  }
}

customElements.define("glass-rebalance", Rebalance);
