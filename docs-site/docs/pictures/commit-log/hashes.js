/** The three numbers by which the store recognizes things. */

/** Java's String.hashCode: 32 bits, signed. */
export function javaHash(text) {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  }
  return hash;
}

/** The hash of an index key: never negative. The smallest int has no positive twin and becomes 0. */
export function keyHash(key) {
  const hash = Math.abs(javaHash(key));
  return hash === 2 ** 31 ? 0 : hash;
}

/** A unit's tags code: the hash of the tag, 0 without one. */
export function tagsCode(tag) {
  return tag ? javaHash(tag) : 0;
}

/** CRC-32 with the sign bit cleared. */
export function bodyCrc(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc & 0x7fffffff;
}
