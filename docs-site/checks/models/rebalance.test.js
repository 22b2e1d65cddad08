import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { en } from '../../docs/pictures/rebalance/en.js';
import * as model from '../../docs/pictures/rebalance/model.js';
import { zh } from '../../docs/pictures/rebalance/zh.js';

describe('the group', () => {
  const { crash, later, leave, join, start } = model;

  test('starts with three members, the ids sorted as strings', () => {
    const ids = start().members.map(({ member }) => model.clientId(member));

    assert.deepEqual(ids, ['10.0.0.1@C1', '10.0.0.3@C3', '10.0.1.2@C2']);
    assert.deepEqual(start().owners, { a0: 1, a1: 1, a2: 1, a3: 3, b0: 3, b1: 3, b2: 2, b3: 2 });
  });

  test('reports every 5 seconds from the start of each member', () => {
    assert.deepEqual(start().members.map(({ since }) => since), [0, 2, 1]);
    assert.deepEqual(later(start(), 1).event.reporters, [1]);
    assert.deepEqual(later(start(), 2).event.reporters, [2]);
    assert.deepEqual(later(start(), 3).event.reporters, [3]);
    assert.deepEqual(later(start(), 4).event.reporters, []);
    assert.deepEqual(later(start(), 6).event.reporters, [1]);
  });

  test('after a crash, brings again exactly what was consumed and not reported', () => {
    const crashed = crash(start(), 2);

    assert.deepEqual(crashed.event.moved, ['a3', 'b2', 'b3']);
    assert.deepEqual(crashed.event.lost,
      [{ name: 'b2', from: 22, to: 28 }, { name: 'b3', from: 22, to: 28 }]);
    assert.deepEqual(crashed.progress.b2, { reported: 22, consumed: 22, reached: 28 });
    assert.equal(later(crashed, 2).again, 8);
    assert.equal(later(crashed, 20).again, 12);
  });

  test('brings nothing again when a member leaves in order: it reports first', () => {
    const left = leave(start(), 2);

    assert.deepEqual(left.event.moved, ['a3', 'b2', 'b3']);
    assert.deepEqual(left.event.lost, []);
    assert.deepEqual(left.progress.b2, { reported: 28, consumed: 28, reached: 28 });
    assert.equal(later(left, 20).again, 0);
  });

  test('brings nothing again when a member joins: who gives a queue up reports it', () => {
    const joined = join(start());

    assert.deepEqual(joined.event.moved, ['a2', 'b0', 'b1', 'b2', 'b3']);
    assert.deepEqual(joined.progress.a2, { reported: 28, consumed: 28, reached: 28 });
    assert.deepEqual(joined.progress.a1, start().progress.a1);
  });

  test('remembers a crash until somebody takes the queues', () => {
    const nobody = [1, 2, 3].reduce(crash, start());
    const again = later(join(later(nobody, 7)), 10);

    assert.deepEqual(nobody.owners, {});
    // a0-a2 of C1, b2 and b3 of C2, a3 of C3, which has given up b0 and b1 in order
    assert.equal(again.again, 3 * (28 - 20) + 2 * (28 - 22) + (28 - 24));
  });

  test('leaves queues to nobody by config and by machine room, and to others nearby', () => {
    const after = (strategy) => leave(model.choose(start(), strategy), 2);

    assert.deepEqual(after('byConfig').event.unowned, ['b2', 'b3']);
    assert.equal(after('byMachineRoom').owners.b0, undefined);
    assert.deepEqual(after('machineRoomNearby').event.moved, ['b0', 'b1', 'b2', 'b3']);
    assert.deepEqual(join(after('byConfig')).event.taken, ['b2', 'b3']);
  });

  test('moves, with the consistent hash, only the queues of who goes', () => {
    const before = model.choose(model.resize(start(), { queues: 16, brokers: 2 }), 'consistentHash');
    const gone = Object.keys(before.owners).filter((name) => before.owners[name] === 2);

    assert.ok(gone.length > 0);
    assert.deepEqual(crash(before, 2).event.moved, gone);
  });

  test('keeps the offset of a queue that the topic loses', () => {
    const small = later(model.resize(start(), { queues: 2, brokers: 1 }), 3);
    const large = model.resize(small, { queues: 8, brokers: 2 });

    assert.deepEqual(Object.keys(small.owners), ['a0', 'a1']);
    assert.deepEqual(large.progress.b3, { reported: 28, consumed: 28, reached: 28 });
  });

  test('is sound after whatever happened', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      for (let state = start(), i = 0; i < 30; i++) {
        state = anything(state, random);
        assertSound(state, `seed ${seed}, step ${i}`);
      }
    }
  });

  function anything(state, random) {
    const someone = state.members[random(state.members.length)]?.member;
    const strategy = model.STRATEGIES[random(6)];
    const size = { queues: 1 + random(model.MAX_QUEUES), brokers: 1 + random(2) };
    return [
      () => later(state, 1 + random(7)),
      () => join(state),
      () => leave(state, someone),
      () => crash(state, someone),
      () => model.choose(state, strategy),
      () => model.resize(state, size),
      () => model.allow(state, model.ROOMS.slice(0, random(3))),
    ][random(7)]();
  }

  function assertSound(state, when) {
    const names = model.queuesOf(state).map(({ name }) => name);
    const members = state.members.map(({ member }) => member);
    assert.equal(names.length, state.queues, when);
    assert.ok(members.length <= model.MAX_MEMBERS, when);
    for (const name of names) {
      const { reported, consumed, reached } = state.progress[name];
      assert.ok(reported <= consumed && consumed <= reached, when);
    }
    for (const [name, owner] of Object.entries(state.owners)) {
      assert.ok(names.includes(name) && members.includes(owner), when);
    }
    const all = ['averagely', 'byCircle', 'consistentHash', 'machineRoomNearby'];
    if (members.length > 0 && all.includes(state.strategy)) {
      assert.equal(Object.keys(state.owners).length, names.length, when);
    }
  }

  /** Whole numbers below a limit, the same ones for the same seed (a linear congruence). */
  function randomFrom(seed) {
    let last = seed;
    return (limit) => {
      last = (last * 1103515245 + 12345) % 2 ** 31;
      return limit === 0 ? 0 : Math.floor(last / 2 ** 8) % limit;
    };
  }
});

describe('the page', () => {
  const page = readFileSync(new URL('../../docs/pictures/rebalance.md', import.meta.url), 'utf8');

  test('tells how many queues of 16 move, with each strategy', () => {
    const four = model.join(model.resize(model.start(), { queues: 16, brokers: 2 }));
    const rows = page.split('\n').filter((line) => line.startsWith('| [')).map((line) => line.split(' | '));
    const told = rows.map((cells) => cells.slice(2).map((cell) => parseInt(cell, 10)));

    const moved = model.STRATEGIES.map((strategy) => {
      const group = model.choose(four, strategy);
      return [model.join(group), model.leave(group, 2)].map(({ event }) => event.moved.length);
    });
    assert.deepEqual(told, moved);
  });

  test('tells how uneven the shares of the consistent hash are', () => {
    const four = model.join(model.resize(model.start(), { queues: 16, brokers: 2 }));
    const owners = Object.values(model.choose(four, 'consistentHash').owners);
    const [c1, c2, c3, c4] = [1, 2, 3, 4].map((member) => owners.filter((o) => o === member).length);

    assert.match(page, new RegExp(`C1 to C4 have ${c1}, ${c2}, ${c3} and ${c4} queues\\.`));
  });

  test('shows one moment when there are no scripts, as the model has it', () => {
    const before = model.start();
    const after = model.crash(before, 2);
    const cells = (row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, text]) => text);
    const rows = page.split('\n').filter((line) => line.includes('scope="row"')).map(cells);

    assert.deepEqual(rows, model.queuesOf(before).map(({ name }) => {
      const { reported, consumed } = before.progress[name];
      const lost = after.event.lost.filter((one) => one.name === name);
      return [name, `C${before.owners[name]}`, `${reported}`, `${consumed}`, `C${after.owners[name]}`,
        lost.map(({ from, to }) => `${from}-${to - 1}`).join()];
    }));
  });
});

describe('the words', () => {
  const { choose, crash, join, leave, start } = model;

  test('are the same ones in both languages', () => {
    const shape = (words) => Object.entries(words).map(([key, value]) =>
      typeof value === 'object' ? [key, shape(value)] : [key, typeof value]);

    assert.deepEqual(shape(zh), shape(en));
  });

  test('tell of every event in both languages', () => {
    const four = join(start());
    const states = [
      start(), four, leave(four, 2), crash(four, 2), crash(start(), 2), choose(four, 'byConfig'),
      model.resize(four, { queues: 1, brokers: 2 }), [1, 2, 3].reduce(leave, start()),
      model.allow(choose(four, 'byMachineRoom'), ['room1', 'room2']),
    ];
    for (const { told, time } of [en, zh]) {
      const texts = [...states.map(told), time(start()), time(model.later(start(), 1))];

      texts.forEach((text) => assert.doesNotMatch(text, /undefined|NaN|null|false|  /));
      assert.equal(new Set(texts).size, texts.length);
    }
  });
});
