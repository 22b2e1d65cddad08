/** Bytes with names: what a record, a unit or an entry consists of. All numbers are big-endian. */

/** 4 bytes, signed. */
export function int(value) {
  return written(4, (view) => view.setInt32(0, value));
}

/** 8 bytes, signed; `value` is a whole number up to 2^53. */
export function long(value) {
  return written(8, (view) => view.setBigInt64(0, BigInt(value)));
}

export function short(value) {
  return written(2, (view) => view.setInt16(0, value));
}

export function byte(value) {
  return Uint8Array.of(value);
}

export function utf8(text) {
  return new TextEncoder().encode(text);
}

function written(length, write) {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}

/**
 * Fields back to back.
 *
 * @param {[string, Uint8Array, (string|number)][]} parts name, bytes and meaning of each
 * @returns {{name: string, at: number, bytes: Uint8Array, meaning: string}[]} `at` counts from the
 *     first byte of the first field
 */
export function fields(parts) {
  let end = 0;
  return parts.map(([name, bytes, meaning]) => {
    const at = end;
    end += bytes.length;
    return { name, at, bytes, meaning: String(meaning) };
  });
}

/** How many bytes the fields take. */
export function length(fields) {
  const last = fields[fields.length - 1];
  return last.at + last.bytes.length;
}

/** The fields as one array of bytes. */
export function bytes(fields) {
  return Uint8Array.from(fields.flatMap((field) => [...field.bytes]));
}

/** "da a3 20 a7" */
export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Milliseconds since 1970 with the date that they mean. */
export function millis(value) {
  return `${value} = ${new Date(value).toISOString()}`;
}
