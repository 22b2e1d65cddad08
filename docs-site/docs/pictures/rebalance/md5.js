/** MD5 (RFC 1321), for the ring of the consistent hash. Browsers have no MD5 of their own. */

const SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** Each round: how three words are mixed, and which word of the block is next. */
const ROUNDS = [
  [(b, c, d) => (b & c) | (~b & d), (i) => i],
  [(b, c, d) => (b & d) | (c & ~d), (i) => (5 * i + 1) % 16],
  [(b, c, d) => b ^ c ^ d, (i) => (3 * i + 5) % 16],
  [(b, c, d) => c ^ (b | ~d), (i) => (7 * i) % 16],
];

/**
 * @param {string} text is digested as UTF-8
 * @returns {DataView} the 16 bytes of the digest
 */
export function md5(text) {
  const blocks = padded(new TextEncoder().encode(text));
  let sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < blocks.byteLength; at += 64) {
    const mixed = mix(sums, (word) => blocks.getUint32(at + 4 * word, true));
    sums = sums.map((sum, i) => sum + mixed[i]);
  }
  const digest = new DataView(new ArrayBuffer(16));
  sums.forEach((sum, i) => digest.setUint32(4 * i, sum, true));
  return digest;
}

/** The text, a one bit, zeros up to whole blocks of 64 bytes, and the length in bits at the end. */
function padded(bytes) {
  const blocks = new Uint8Array(64 * Math.ceil((bytes.length + 9) / 64));
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, BigInt(8 * bytes.length), true);
  return view;
}

function mix([a, b, c, d], word) {
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [mixed, next] = ROUNDS[round];
    const sum = (a + mixed(b, c, d) + SINES[i] + word(next(i))) | 0;
    const shift = SHIFTS[round][i % 4];
    [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
  }
  return [a, b, c, d];
}
