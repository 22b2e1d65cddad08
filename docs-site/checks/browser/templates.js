import assert from 'node:assert/strict';
import { addressOf, pages } from '../site.js';

/** One page of each kind, so that slow checks need not look at all pages. */
const KINDS = {
  front: /^index\.html$/,
  'front in Chinese': /^zh\/index\.html$/,
  chapters: /^chapters\/index\.html$/,
  chapter: /^chapters\/04-[^/]+\/index\.html$/,
  tour: /^chapters\/04-[^/]+\/tours\/.*\.html$/,
  labs: /^labs\/index\.html$/,
  lab: /^labs\/04-[^/]+\/index\.html$/,
  solution: /^solutions\/04-[^/]+\/index\.html$/,
  source: /\/CommitLog\.java\/index\.html$/,
  settings: /^reference\/settings\/index\.html$/,
  threads: /^core\/store\/THREADS\/index\.html$/,
  glossary: /^chapters\/glossary\/index\.html$/,
  bench: /^bench\/index\.html$/,
  missing: /^404\.html$/,
};

/** The interactive pictures, each of which is a kind of its own. */
export const pictures = pages.filter((page) => /^pictures\/[^/]+\/index\.html$/.test(page)).map(addressOf);

/** `[kind, address]` of one page of each kind and of every picture. */
export const templates = [
  ...Object.entries(KINDS).map(([kind, pattern]) => [kind, first(kind, pattern)]),
  ...pictures.map((picture) => ['picture', picture]),
];

function first(kind, pattern) {
  const page = pages.find((name) => pattern.test(name));
  assert.ok(page, `no page of the site is a ${kind}; mend the pattern in browser/templates.js`);
  return addressOf(page);
}
