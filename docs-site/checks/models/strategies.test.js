import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { md5 } from '../../docs/pictures/rebalance/md5.js';
import * as strategies from '../../docs/pictures/rebalance/strategies.js';

const RECORDED = new URL('../../../core/client/src/test/resources/vectors/alloc/', import.meta.url);

/** As in the tests of core/client, and in the recording. */
const ROOMS = {
  ofQueue: ({ broker }) =>
    broker.includes('@') ? broker.split('@')[0] : broker === 'broker-d' ? 'room3' : 'room1',
  ofMember: (id) =>
    id.startsWith('10.0.0.') ? 'room1' : id.startsWith('10.0.1.') ? 'room2' : 'room9',
};

const RECORDINGS = {
  'averagely': strategies.averagely,
  'averagely-by-circle': strategies.byCircle,
  'consistent-hash': strategies.consistentHash(),
  'consistent-hash-200': strategies.consistentHash(200),
  'machine-room': strategies.byMachineRoom(new Set(['room1'])),
  'machine-room-nearby': strategies.machineRoomNearby(strategies.averagely, ROOMS),
  'machine-room-nearby-circle': strategies.machineRoomNearby(strategies.byCircle, ROOMS),
  'config': strategies.byConfig([queue(['broker-a', 1]), queue(['broker-z', 3])]),
};

/** The official constructions that were tried with odd arguments. */
const ODD = {
  'consistent-hash virtualNodeCnt=-1': () => strategies.consistentHash(-1),
  'consistent-hash virtualNodeCnt=0': () => strategies.consistentHash(0),
  'consistent-hash virtualNodeCnt=1': () => strategies.consistentHash(1),
  'machine-room-nearby null delegate': () => strategies.machineRoomNearby(null, ROOMS),
  'machine-room-nearby null resolver': () =>
    strategies.machineRoomNearby(strategies.averagely, null),
  'machine-room-nearby, resolver gives an empty broker room': () =>
    strategies.machineRoomNearby(strategies.averagely, { ...ROOMS, ofQueue: () => '' })(
      'm', [queue(['broker-a', 0])], ['m']),
  'machine-room, consumeridcs never set': () => strategies.byMachineRoom(undefined),
};

describe('the strategies share out queues as the official ones did', () => {
  for (const [name, strategy] of Object.entries(RECORDINGS)) {
    test(`${name}, in the whole recording`, () => {
      const { cases } = recorded(`${name}.json.gz`);
      assert.ok(cases.length > 70);
      for (const { consumers, queues, results } of cases) {
        for (const [me, expected] of Object.entries(results)) {
          check(() => strategy, me, queues, consumers, expected);
        }
      }
    });

    test(`${name}, asked oddly`, () => {
      const cases = recorded('odd-cases.json.gz').cases.filter((one) => one.strategy === name);
      assert.equal(cases.length, 13);
      for (const { currentCID, queues, consumers, result } of cases) {
        check(() => strategy, currentCID, queues, consumers, result);
      }
    });
  }

  for (const odd of recorded('odd-cases.json.gz').construction) {
    test(odd.case, () => check(ODD[odd.case], odd.currentCID, odd.queues, odd.consumers, odd.result));
  }
});

/** A queue is recorded as its name and number, or as its index in `known`. */
function queue(recording, known) {
  return Number.isInteger(recording)
    ? known[recording]
    : { topic: 'TopicTest', broker: recording[0], id: recording[1] };
}

function check(strategy, me, recordedQueues, members, expected) {
  const queues = recordedQueues?.map((one) => queue(one));
  if (expected.exception) {
    assert.throws(() => strategy()(me, queues, members), Error);
  } else {
    assert.deepEqual(
      strategy()(me, queues, members),
      expected.map((one) => queue(one, queues)),
      `${me} of ${members}`);
  }
}

function recorded(file) {
  const bytes = readFileSync(new URL(file, RECORDED));
  return JSON.parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

describe('the ring', () => {
  test('puts each key where the official function puts it', () => {
    for (const { key, hash } of recorded('consistent-hash-function.json').cases) {
      assert.equal(strategies.placeOf(key), hash, key);
    }
  });

  test('has the MD5 of node, at every length around a block, and beyond ASCII', () => {
    for (const letter of ['x', '你']) {
      for (let length = 0; length < 200; length++) {
        const text = letter.repeat(length);
        const digest = Buffer.from(md5(text).buffer).toString('hex');
        assert.equal(digest, createHash('md5').update(text).digest('hex'), text);
      }
    }
  });
});
