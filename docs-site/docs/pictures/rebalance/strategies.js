/**
 * The six strategies that share out the queues of a topic, as in core/client: each member of a group
 * asks its own strategy, with the same two sorted lists, so all come to the same result.
 *
 * A strategy is a function (own id, all queues, all ids) => own queues. A queue is { topic, broker,
 * id }. All but `byConfig` refuse empty arguments, and give nothing to who is not in the list.
 */
import { md5 } from "./md5.js";

const asked = (share) => (me, queues, members) => {
  if (!me || !queues?.length || !members?.length) {
    throw new RangeError(`A share for "${me}" of ${queues} among ${members}: none may be empty`);
  }
  return members.includes(me) ? share(me, queues, members) : [];
};

/** One block of neighbours each; the first members get the longer ones. */
export const averagely = asked((me, queues, members) => {
  const index = members.indexOf(me);
  const block = Math.floor(queues.length / members.length);
  const longer = queues.length % members.length;
  const from = index * block + Math.min(index, longer);
  return queues.slice(from, from + block + (index < longer ? 1 : 0));
});

/** Dealt out like cards. */
export const byCircle = asked((me, queues, members) =>
  queues.filter((_, place) => place % members.length === members.indexOf(me)));

/** Only the queues of brokers that are called `room@name`, with the room in `rooms` (a Set). */
export const byMachineRoom = (rooms) => asked((me, queues, members) => {
  const ours = queues.filter(({ broker }) => {
    const [room, ...names] = broker.split("@");
    return names.length === 1 && rooms.has(room);
  });
  const index = members.indexOf(me);
  const block = Math.floor(ours.length / members.length);
  const extra = block * members.length + index;
  return [...ours.slice(index * block, (index + 1) * block), ...ours.slice(extra, extra + 1)];
});

/**
 * The queues of a room go to the members in it, by the strategy `inside`; the queues of a room
 * without members go to all.
 *
 * @param {Function} inside the strategy in a room
 * @param {{ofQueue: function, ofMember: function}} room never empty
 */
export function machineRoomNearby(inside, room) {
  if (!inside || !room) {
    throw new TypeError("Needed: a strategy inside a room, and what tells the rooms");
  }
  return asked((me, queues, members) => {
    const queuesIn = byRoom(queues, room.ofQueue);
    const membersIn = byRoom(members, room.ofMember);
    return [room.ofMember(me), ...[...queuesIn.keys()].sort()]
      .filter((name, place) => queuesIn.has(name) && (place === 0 || !membersIn.has(name)))
      .flatMap((name) => inside(me, queuesIn.get(name), membersIn.get(name) ?? members));
  });
}

function byRoom(all, roomOf) {
  const rooms = new Map();
  for (const one of all) {
    const room = roomOf(one);
    if (!room) {
      throw new RangeError(`No room is known of ${one.broker ?? one}`);
    }
    rooms.set(room, [...(rooms.get(room) ?? []), one]);
  }
  return rooms;
}

/**
 * Each member has some points on a ring; a queue belongs to the member at the next point. A member
 * that is in the list twice has twice the points.
 *
 * @param {number} points of each member, not negative
 */
export function consistentHash(points = 10) {
  if (points < 0) {
    throw new RangeError(`${points} points for each member: there are at least 0`);
  }
  const rings = new WeakMap(); // all members ask about the same list
  return asked((me, queues, members) => {
    if (!rings.has(members)) {
      rings.set(members, ringOf(members, points));
    }
    return queues.filter((queue) => ownerOn(rings.get(members), queue) === me);
  });
}

function ringOf(members, points) {
  const ring = new Map();
  const counts = new Map();
  for (const member of members) {
    const from = counts.get(member) ?? 0;
    counts.set(member, from + points);
    for (let k = from; k < from + points; k++) {
      ring.set(placeOf(`${member}-${k}`), member);
    }
  }
  return [...ring].sort(([one], [other]) => one - other);
}

function ownerOn(ring, { topic, broker, id }) {
  const place = placeOf(`MessageQueue [topic=${topic}, brokerName=${broker}, queueId=${id}]`);
  const next = ring.find(([point]) => point >= place) ?? ring[0];
  return next?.[1];
}

/** The place of a key on the ring, 0 to 2^32 - 1: the first four bytes of its MD5 digest. */
export const placeOf = (key) => md5(key).getUint32(0);

/** What the user lists, whatever the topic has. */
export const byConfig = (list) => () => list;
