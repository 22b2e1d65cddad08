/** What the picture says, in English. */

import { number } from "../kit.js";
import { DEFAULTS, MODES } from "./numbers.js";
import { codeName, millis, seconds } from "./units.js";

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const names = (list) => list.join(" and ");

export const en = {
  play: "Play",
  pause: "Pause",
  step: "Next event",
  restart: "Start again",
  speed: "Speed",
  time: "Time",
  ways: "Way to wait",
  way: { long: "Long polling", short: "Short polling", loop: "Loop" },
  wayTold: {
    long: `Long polling, the default: the broker holds an empty pull for up to ${number(DEFAULTS.brokerSuspendMaxMillis)} ms.`,
    short: `Short polling, longPollingEnable=false: the broker holds an empty pull for up to ${number(DEFAULTS.shortPollingTimeMillis)} ms.`,
    loop: `Loop: a pull never waits. The program itself rests ${number(MODES.loop.pauseMillis)} ms after an empty answer.`,
  },
  queue: "Queue",
  tag: "Tag",
  send: "Send a message",
  keep: (every) => `Send one every ${every / 1000} s`,
  sent: (m, running) =>
    `Message ${m.number} (${m.tag}) is on its way to queue ${m.queue}.${running ? "" : " Time stands still: press Next event or Play."}`,
  nothing: "Nothing is on its way, and nobody waits.",
  messages: "Messages",
  consumers: "Consumers",
  consumer: (c) => `${c.name}: ${c.group}, queue ${c.queue}, ${c.tag ?? "all tags"}`,
  turned: (c) => `${c.name} ${c.on ? "starts" : "stops. The broker forgets its pull"}.`,
  lanes: { producer: "Producer", broker: "Broker", consumers: "Consumers" },
  lane: { queue: (id) => `queue ${id}`, pull: (name) => `pull ${name}` },
  picture:
    "Time line of the last seconds with a lane for each queue, pull and consumer. The table and the list below say the same in words.",
  waiting: "Waiting at the broker now",
  waitingHead: ["pull of", "queue", "from offset", "wants", "at the latest"],
  all: "all",
  nobody: "nobody",
  figures: "The same messages, three ways",
  figuresHead: ["way", "pulls in 60 s", "empty", "got", "mean wait", "longest"],
  events: "What happened, newest first",
  tell: {
    ask: ({ pull }) => `${pull.consumer} asks for queue ${pull.queue} from offset ${pull.offset}.`,
    park: ({ pull }) =>
      `Nothing at offset ${pull.offset} of queue ${pull.queue}. The broker holds ${pull.consumer}'s pull, until ${seconds(pull.deadlineMillis)} at the latest.`,
    store: ({ message: m, woken, asleep }) => {
      const wakes = woken.length ? `It wakes ${names(woken)}.` : "It wakes nobody.";
      const others = asleep.length ? ` ${names(asleep)} wants another tag and waits on.` : "";
      return `Message ${m.number} (${m.tag}) is stored in queue ${m.queue} at offset ${m.offset}. ${wakes}${others}`;
    },
    look: ({ pull }) =>
      pull.answeredMillis > pull.arrivedMillis
        ? `The time of ${pull.consumer}'s pull is over. The broker looks once more and answers ${codeName(pull.answer.code)}.`
        : `The broker answers ${pull.consumer} at once: ${codeName(pull.answer.code)}.`,
    answer: ({ pull, atMillis }) => {
      const { code, messages, next } = pull.answer;
      return messages.length
        ? `${pull.consumer} gets ${plural(messages.length, "message")}, ${millis(atMillis - messages[0].storedMillis)} after the store. Its next offset is ${next}.`
        : `${pull.consumer} gets no message: ${codeName(code)}. Its next offset is ${next}.`;
    },
  },
};
