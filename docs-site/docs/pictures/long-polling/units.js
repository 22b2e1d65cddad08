/** Figures as the picture writes them, in every language. */

import { number } from "../kit.js";
import { CODES } from "./numbers.js";

/** "12.301 s" of a time in milliseconds. */
export const seconds = (millis) => `${(millis / 1000).toFixed(3)} s`;

/** "1 ms", rounded; a dash where there is nothing to tell. */
export const millis = (value) => (value === null ? "–" : `${number(Math.round(value))} ms`);

/** "0 SUCCESS" of an answer's code. */
export const codeName = (code) =>
  `${code} ${Object.keys(CODES).find((name) => CODES[name] === code)}`;
