/** What the picture says, in the page's language. */

import { words } from "../kit.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

export const text = words({ en, zh });
