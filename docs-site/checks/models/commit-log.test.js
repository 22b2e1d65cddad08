/** The model of the commit log against what brokers have written. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { en } from "../../docs/pictures/commit-log/en.js";
import { keyHash, tagsCode } from "../../docs/pictures/commit-log/hashes.js";
import { bytes, hex } from "../../docs/pictures/commit-log/layout.js";
import { message, uniqueId } from "../../docs/pictures/commit-log/message.js";
import * as model from "../../docs/pictures/commit-log/model.js";
import { zh } from "../../docs/pictures/commit-log/zh.js";
import { cases, files, messages } from "./commit-log/recorded.js";

const NOW = Date.UTC(2026, 10, 23, 7);

function sent(fields = {}, count = 0) {
  const plain = { topic: "Orders", queueId: 0, body: "3 apples", key: "", tag: "" };
  return message({ ...plain, ...fields }, NOW, uniqueId(NOW, count));
}

function all(step, state, times) {
  return Array.from({ length: times }).reduce(step, state);
}

describe("a record", () => {
  it("has the fields of the one that chapter 04 shows, byte by byte", () => {
    const shown = readFileSync(new URL("commit-log/one-record.txt", import.meta.url), "utf8");
    const order = { topic: "Orders", queueId: 0, body: "3 apples", key: "order-7", tag: "Paid" };
    const born = 1795417229376;
    const id = uniqueId(1795417229371, 0);
    const hosts = { bornHost: "127.0.0.1:50608", storeHost: "127.0.0.1:46823" };

    const state = model.append(
      model.empty(),
      { ...message(order, born, id), ...hosts },
      1795417229438,
    );

    const field = /^ +(\d+) +(\d+)  (\S.{17}) ((?:[\da-f]{2} )*[\da-f]{2}) +(\S.*)$/gm;
    const expected = [...shown.matchAll(field)].map(([, at, length, name, start, meaning]) =>
      [at, length, name.trim(), start, meaning].join("|"),
    );
    const actual = state.log[0].fields.map(({ at, bytes, name, meaning }) =>
      [at, bytes.length, name, hex(bytes.subarray(0, 8)), meaning].join("|"),
    );
    assert.equal(expected.length, 26);
    assert.deepEqual(actual, expected);
  });

  it("that with a BLANK is larger than a file is refused, and nothing changes", () => {
    const sizes = { ...model.SIZES, logFile: 256 };
    const largest = "x".repeat(256 - 8 - model.append(model.empty(), sent({ body: "" }), NOW).wrote);

    const state = model.append(model.empty(sizes), sent({ body: largest }), NOW);

    assert.equal(state.wrote, 248);
    assert.throws(
      () => model.append(state, sent({ body: largest + "x" }), NOW),
      new RangeError("A record of 249 bytes; a file takes at most 248. Send less."),
    );
    assert.equal(state.wrote, 248);
  });
});

describe("the recorded store", () => {
  const log = Buffer.concat(files("commitlog"));
  const state = replayed();

  /** All its messages, appended and dispatched by the model. */
  function replayed() {
    const sizes = { logFile: 1048576, slots: 500, entries: 600 };
    let state = model.empty(sizes);
    for (const message of messages(log)) {
      state = model.append(state, message, message.storeTimestamp);
    }
    return all(model.dispatch, state, state.log.length);
  }

  it("has each record and the BLANK at the same place, with the same bytes", () => {
    assert.equal(state.log.length, 1758);
    for (const part of state.log) {
      const written = bytes(part.fields);
      assert.equal(hex(written), hex(log.subarray(part.at, part.at + written.length)), part.id);
    }
    assert.deepEqual(
      state.log.filter((part) => part.kind === "blank").map(({ at, size }) => ({ at, size })),
      [{ at: 1048479, size: 97 }],
    );
  });

  it("has the same consume queues", () => {
    assert.equal(Object.keys(state.queues).length, 4);
    for (const [queue, units] of Object.entries(state.queues)) {
      const recorded = Buffer.concat(files(`consumequeue/${queue}`));
      for (const unit of units) {
        const there = recorded.subarray(unit.at, unit.at + model.UNIT_LENGTH);
        assert.equal(hex(bytes(unit.fields)), hex(there), unit.id);
      }
    }
  });

  it("has the same index files: headers, slots and entries", () => {
    const recorded = files("index");
    assert.equal(state.indexes.length, recorded.length);
    state.indexes.forEach((entries, file) => {
      const drawn = Buffer.alloc(recorded[file].length);
      for (const part of [model.header(state, file), ...model.slots(state, file), ...entries]) {
        drawn.set(bytes(part.fields), part.at);
      }
      assert.equal(hex(drawn), hex(recorded[file]), `index file ${file}`);
    });
  });
});

describe("hashes", () => {
  it("of tags are those that the official client computes", () => {
    for (const { tags, single } of cases("tags-code")) {
      assert.equal(tagsCode(tags), single, tags);
    }
  });

  it("of keys lead to the slots that the official index uses", () => {
    for (const { indexedString, hash, slotOf5000000 } of cases("index-key-hash")) {
      assert.equal(keyHash(indexedString), hash, indexedString);
      assert.equal(keyHash(indexedString) % 5000000, slotOf5000000, indexedString);
    }
  });
});

describe("the dispatcher", () => {
  it("is the one that makes units and entries", () => {
    const appended = model.append(model.empty(), sent({ key: "order-1 gift", tag: "paid" }), NOW);
    assert.deepEqual([appended.queues, appended.indexes], [{}, []]);

    const dispatched = model.dispatch(appended);

    assert.equal(dispatched.dispatched, appended.wrote);
    assert.equal(dispatched.queues["Orders/0"].length, 1);
    assert.deepEqual(
      dispatched.indexes[0].map((entry) => entry.key),
      [`Orders#${uniqueId(NOW, 0)}`, "Orders#order-1", "Orders#gift", "Orders#T#paid"],
    );
  });

  it("passes over a BLANK and then has nothing to do", () => {
    const large = sent({ body: "x".repeat(500) });
    const two = [large, large].reduce((state, one) => model.append(state, one, NOW), model.empty());

    const once = model.dispatch(two);
    const twice = model.dispatch(once);
    const thrice = model.dispatch(twice);

    assert.equal(model.next(once).kind, "blank");
    assert.equal(twice.dispatched, 1024);
    assert.equal(thrice.dispatched, two.wrote);
    assert.equal(model.dispatch(thrice), thrice);
  });
});

describe("what belongs together", () => {
  const orders = ["Aa", "BB"].map((key, count) => sent({ key }, count));
  const appended = orders.reduce((state, order) => model.append(state, order, NOW), model.empty());
  const state = all(model.dispatch, appended, 2);
  const of = (id) => model.related(state, model.parts(state).get(id)).sort();

  it("is a record, its unit and its entries", () => {
    assert.deepEqual(of("record-0"), ["entry-0-1", "entry-0-2", "unit-Orders-0-0"]);
    assert.deepEqual(of("unit-Orders-0-0"), ["entry-0-1", "entry-0-2", "record-0"]);
  });

  it("is a slot and its chain, in which two keys of one hash meet", () => {
    const [, , , entry] = state.indexes[0];
    assert.equal(entry.key, "Orders#BB");
    assert.equal(entry.previous, 2);
    assert.deepEqual(of(`slot-0-${entry.slot}`).slice(-2), ["entry-0-2", "entry-0-4"]);
    assert.deepEqual(of("entry-0-4"), [
      "entry-0-2",
      "entry-0-3",
      `record-${state.log[1].at}`,
      `slot-0-${entry.slot}`,
      "unit-Orders-0-1",
    ]);
  });
});

describe("what the page shows with scripts off", () => {
  it("is what the model makes of the three orders", () => {
    const page = new URL("../../docs/pictures/commit-log.md", import.meta.url);
    const rows = [...readFileSync(page, "utf8").matchAll(/<tr><td>(.*)<\/td><\/tr>/g)];
    const shown = rows.map(([, cells]) => cells.split("</td><td>"));
    const orders = [
      { body: "3 apples", queueId: 0, key: "order-1", tag: "paid" },
      { body: "1 pear", queueId: 1, key: "order-2", tag: "paid" },
      { body: "12 plums", queueId: 0, key: "order-3", tag: "shipped" },
    ];
    const step = (state, order, count) => model.append(state, sent(order, count), NOW);
    const state = all(model.dispatch, orders.reduce(step, model.empty()), 3);

    const made = state.log.map((record, place) => {
      const unit = state.queues[record.queue][record.queueOffset];
      const [, , tag] = unit.fields.map((field) => field.meaning.split(",")[0]);
      return [
        orders[place].body,
        record.queue.replace("/", ", queue "),
        `${record.at}`,
        `${record.size}`,
        `unit ${unit.number}: ${record.at}, ${record.size}, ${tag}`,
        state.indexes[0]
          .filter((entry) => entry.record === record.at)
          .map((entry) => entry.number)
          .join(", "),
      ];
    });
    assert.deepEqual(shown, made);
  });
});

describe("the words", () => {
  const paths = (words, prefix = "") =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "object" ? paths(value, `${prefix}${name}.`) : [`${prefix}${name}`],
    );

  it("are the same in both languages", () => {
    assert.deepEqual(paths(zh), paths(en));
  });
});
