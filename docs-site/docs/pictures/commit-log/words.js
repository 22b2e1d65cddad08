/**
 * What the picture says, in the page's language. Names of fields are those of the chapters' hex
 * views, in any language.
 */

import { words } from "../kit.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

export const W = words({ en, zh });
