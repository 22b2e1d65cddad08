import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  advance,
  figures,
  next,
  send,
  start,
  turn,
  upcoming,
  waiting,
} from '../../docs/pictures/long-polling/model.js';
import { CODES, CONSUMERS, DEFAULTS, MODES } from '../../docs/pictures/long-polling/numbers.js';

import { en } from '../../docs/pictures/long-polling/en.js';
import { zh } from '../../docs/pictures/long-polling/zh.js';

const [A, B, C] = CONSUMERS;
const alone = (mode, consumer = A, hopMillis = 1) =>
  start(mode, { hopMillis, consumers: [{ ...consumer, startMillis: 0 }] });
const lastPull = (state) => state.pulls[state.pulls.length - 1];

describe('the numbers', () => {
  const java = (path) =>
    readFileSync(new URL(`../../../core/${path}.java`, import.meta.url), 'utf8');
  const number = (path, pattern) => {
    const found = java(path).match(pattern);
    assert.ok(found, `${path}.java has nothing like ${pattern}: find the new place of the number`);
    return Number(found[1].replaceAll('_', ''));
  };

  it('are the defaults of core', () => {
    const pulls = 'client/src/main/java/io/glassmq/client/impl/consumer/PullMessageService';
    const push = 'client/src/main/java/io/glassmq/client/consumer/PushConsumerConfig';
    const broker = 'broker/src/main/java/io/glassmq/broker/BrokerConfig';
    const processor = 'broker/src/main/java/io/glassmq/broker/processor/PullMessageProcessor';

    assert.deepEqual(DEFAULTS, {
      brokerSuspendMaxMillis: number(pulls, /BROKER_SUSPEND_MAX_MILLIS = ([\d_]+)/),
      pullTimeoutMillis: number(pulls, /PULL_TIMEOUT_MILLIS = ([\d_]+)/),
      pullBatchSize: number(push, /pullBatchSize = ([\d_]+)/),
      shortPollingTimeMillis: number(broker, /longValue\("shortPollingTimeMills", ([\d_]+)/),
      longestWaitMillis: number(processor, /LONGEST_WAIT_MILLIS = ([\d_]+)/),
    });
    assert.match(java(broker), /booleanValue\("longPollingEnable", true\)/);
    assert.match(java(push), /long pullInterval;/, 'a push consumer rests between two pulls');
  });

  for (const file of ['long-polling.md', 'long-polling.zh.md']) {
    it(`are those of the table in ${file}`, () => {
      const page = readFileSync(new URL(`../../docs/pictures/${file}`, import.meta.url), 'utf8');
      const told = [...page.matchAll(/^\| ([\d,]+)(?: ms)? \|/gm)].map(([, n]) => n);
      const pullInterval = 0;

      assert.deepEqual(
        told.map((n) => Number(n.replaceAll(',', ''))),
        [...Object.values(DEFAULTS), pullInterval],
      );
    });
  }

  it('are the answers of core', () => {
    const codes = 'remoting/src/main/java/io/glassmq/remoting/protocol/ResponseCode';
    for (const [name, code] of Object.entries(CODES)) {
      assert.equal(number(codes, new RegExp(`\\b${name}\\((\\d+)`)), code);
    }
  });
});

describe('an empty queue', () => {
  it('holds a pull for 15 s, half the time after which the client gives up', () => {
    const held = advance(alone('long'), 15_000);
    assert.deepEqual(
      waiting(held).map((p) => [p.arrivedMillis, p.deadlineMillis]),
      [[1, 15_001]],
    );

    const over = advance(held, 15_001);
    assert.deepEqual(waiting(over), []);
    assert.equal(lastPull(over).answer.code, CODES.PULL_NOT_FOUND);
    assert.equal(lastPull(over).woken, false);

    const again = advance(over, 15_003);
    assert.equal(lastPull(again).arrivedMillis, 15_003);
    assert.equal(DEFAULTS.brokerSuspendMaxMillis * 2, DEFAULTS.pullTimeoutMillis);
  });

  for (const [mode, pulls] of [
    ['long', 4],
    ['short', 60],
    ['loop', 60],
  ]) {
    it(`costs ${pulls} pulls a minute: ${mode}`, () => {
      const minute = advance(alone(mode), 600_000);
      assert.equal(figures(minute).pullsLastMinute, pulls);
      assert.equal(figures(minute).deliveries, 0);
      assert.equal(figures(minute).empty, minute.counts.pulls - waiting(minute).length);
    });
  }
});

describe('a message', () => {
  for (const mode of ['long', 'short']) {
    it(`reaches a waiting pull in one hop: ${mode}`, () => {
      for (const hopMillis of [0, 1, 40]) {
        const sent = send(advance(alone(mode, A, hopMillis), 7_300), 0, 'new');
        const got = figures(advance(sent, 9_000));
        assert.deepEqual(
          [got.deliveries, got.meanMillis, got.maxMillis],
          [1, hopMillis, hopMillis],
        );
      }
    });
  }

  it('waits for the next turn of a loop, half a second on average', () => {
    let state = alone('loop');
    for (let i = 0; i < 600; i++) {
      state = send(advance(state, 10_000 + i * 1_337), 0, 'new');
    }
    const { meanMillis, maxMillis } = figures(advance(state, 1_000_000));
    assert.ok(Math.abs(meanMillis - 500) < 20, `${meanMillis} ms on average`);
    assert.ok(maxMillis > 950 && maxMillis <= 1_002, `${maxMillis} ms at most`);
  });

  it('that comes while the answer is on its way is found by the next pull', () => {
    const first = send(advance(alone('long'), 5_000), 0, 'new');
    const second = send(advance(first, 5_001), 0, 'new');
    const done = advance(second, 6_000);

    assert.deepEqual(
      done.pulls.map((p) => p.answer?.messages.map((m) => m.number)),
      [[1], [2], undefined],
    );
    assert.deepEqual(
      done.pulls.map((p) => p.woken),
      [true, false, false],
    );
    assert.equal(waiting(done)[0].offset, 2);
  });

  it('wakes only those who wait for its queue and want its tag', () => {
    const three = advance(start('long'), 6_000);
    assert.deepEqual(
      waiting(three).map((p) => p.consumer),
      ['A', 'B', 'C'],
    );
    const woken = (queue, tag) => {
      const { last } = advance(send(three, queue, tag), 6_001);
      return [last.woken, last.asleep];
    };

    assert.deepEqual(woken(0, 'new'), [['A'], ['C']]);
    assert.deepEqual(woken(0, 'paid'), [['A', 'C'], []]);
    assert.deepEqual(woken(1, 'new'), [['B'], []]);
  });

  it('of another tag leaves the pull waiting; its deadline answers 20 and moves on', () => {
    const sent = advance(send(advance(alone('long', C), 5_000), 0, 'new'), 15_000);
    assert.equal(waiting(sent)[0].deadlineMillis, 15_001);

    const over = advance(sent, 15_001);
    assert.deepEqual(lastPull(over).answer, {
      code: CODES.PULL_RETRY_IMMEDIATELY,
      next: 1,
      messages: [],
    });
    assert.equal(waiting(advance(over, 16_000))[0].offset, 1);
  });

  it('of another tag gives a loop no reason to rest', () => {
    const sent = send(advance(alone('loop', C), 5_100), 0, 'new');
    const [first, second] = advance(sent, 6_200).pulls.slice(-2);

    assert.equal(first.answer.code, CODES.PULL_RETRY_IMMEDIATELY);
    assert.equal(second.sentMillis, first.doneMillis);
  });

  it('of another tag does not hide a wanted one behind it', () => {
    const both = send(send(advance(alone('long', C), 5_000), 0, 'new'), 0, 'paid');
    const done = advance(both, 6_000);

    assert.deepEqual(
      done.pulls[0].answer.messages.map((m) => m.offset),
      [1],
    );
    assert.equal(waiting(done)[0].offset, 2);
    assert.equal(figures(done).meanMillis, 1);
  });
});

describe('a consumer that stops', () => {
  it('is no longer held by the broker, and finds later what it missed', () => {
    const off = turn(advance(alone('long', B), 3_000), 'B', false);
    assert.deepEqual(waiting(off), []);
    assert.equal(lastPull(off).droppedMillis, 3_000);
    assert.equal(upcoming(off), null);

    const missed = [...Array(40)].reduce((s) => send(s, 1, 'new'), off);
    const on = advance(turn(advance(missed, 9_000), 'B', true), 9_010);
    assert.deepEqual(
      on.pulls.map((p) => p.answer?.messages.length),
      [undefined, 32, 8, undefined],
    );
    assert.equal(figures(on).maxMillis, 9_004 - 3_001);
    assert.equal(turn(on, 'B', true), on);
  });

  it('is not held either when its pull was still on the way', () => {
    const off = turn(advance(alone('long', B, 40), 20), 'B', false);
    assert.deepEqual(waiting(advance(off, 100)), []);
  });
});

describe('a state', () => {
  const freeze = (value) => {
    Object.values(value ?? {})
      .filter((v) => typeof v === 'object')
      .forEach(freeze);
    return Object.freeze(value);
  };

  it('is never changed', () => {
    let state = freeze(start('short'));
    for (let i = 0; i < 50; i++) {
      state = freeze(i % 10 ? next(state) : send(state, i % 2, i % 3 ? 'new' : 'paid'));
    }
    assert.ok(state.counts.deliveries > 0);
    assert.ok(figures(turn(state, 'A', false)).pulls > 0);
  });

  it('goes through time in any steps to the same end', () => {
    const steps = (size) => {
      let state = send(start('loop'), 0, 'paid');
      for (let t = size; t <= 24_000; t += size) {
        state = advance(state, t);
      }
      return state;
    };
    assert.deepEqual(steps(1), steps(24_000));
  });

  it('never goes back in time', () => {
    const times = [];
    advance(send(advance(start('loop'), 7_000), 1, 'new'), 20_000, (s) => times.push(s.nowMillis));
    assert.ok(times.length > 100);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
  });

  it('counts as empty only what brought nothing', () => {
    const { pulls, empty } = figures(advance(send(alone('long'), 0, 'new'), 40_000));
    assert.deepEqual([pulls, empty], [4, 2]);
  });

  it('remembers a minute only', () => {
    let state = start('short');
    for (let t = 0; t <= 300_000; t += 1_000) {
      state = send(advance(state, t), 0, 'new');
    }
    const { pulls, sends } = advance(state, 301_000);
    assert.ok(pulls.length < 400 && sends.length <= 60, `${pulls.length} ${sends.length}`);
  });

  it('is refused for a mode that there is not', () => {
    assert.throws(() => start('quick'), /no mode "quick": take one of long, short, loop/);
    assert.deepEqual(Object.keys(MODES), ['long', 'short', 'loop']);
  });
});

describe('the words', () => {
  const paths = (words, prefix = '') =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === 'object' ? paths(value, `${prefix}${name}.`) : [`${prefix}${name}`],
    );

  it('are the same in both languages', () => {
    assert.deepEqual(paths(zh), paths(en));
  });

  it('tell each event with the same numbers', () => {
    const numbers = (text) => text.match(/\d[\d.,]*\d|\d/g).sort();
    const kinds = new Set();
    const sent = send(advance(start('long'), 6_000), 0, 'paid');
    advance(sent, 40_000, ({ last }) => {
      kinds.add(last.kind);
      assert.deepEqual(numbers(zh.tell[last.kind](last)), numbers(en.tell[last.kind](last)));
    });
    assert.deepEqual([...kinds].sort(), ['answer', 'ask', 'look', 'park', 'store']);
  });
});
