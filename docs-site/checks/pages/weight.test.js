import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { pages, size } from '../site.js';
import { html } from './html.js';

const LIMIT = 500_000;
const PICTURE = /\.(svg|png|jpg|webp|ico)$/;

/**
 * What a browser must have before it shows the page: the HTML and every style, script and font that
 * it names, as bytes on the disk, not compressed. Not counted: pictures, also the code of those that
 * move; and what is fetched only when a reader does something, which is the search index with its
 * worker.
 */
function weight(page) {
  const parts = new Set(html(page).links
    .filter((link) => link.loads && !PICTURE.test(link.url) && !/^(data:|[a-z]+:\/\/)/.test(link.url))
    .map((link) => link.url.startsWith('/')
      ? link.url.slice(1)
      : posix.join(posix.dirname(page), link.url)));
  return [page, ...parts].reduce((sum, file) => sum + size(file), 0);
}

test(`no page weighs more than ${LIMIT / 1000} KB without its pictures`, (t) => {
  const weights = pages.map((page) => ({ page, bytes: weight(page) })).sort((a, b) => b.bytes - a.bytes);

  t.diagnostic(`heaviest: ${weights[0].page}, ${weights[0].bytes} bytes`);
  assert.deepEqual(weights.filter(({ bytes }) => bytes > LIMIT), []);
});
