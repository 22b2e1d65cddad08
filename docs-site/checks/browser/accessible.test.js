import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, DESK, PHONE } from './chromium.js';
import { templates } from './templates.js';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * Not asked: whether a box that scrolls takes the focus. Chromium and Firefox give it to every such
 * box.
 */
const RULES = { 'scrollable-region-focusable': { enabled: false } };

/** The theme's script puts one at each block of code. Its only button, which copies, has a name. */
const COPY_BARS = 'landmark-unique:.md-code__nav';

const browser = await chromium();
after(() => browser.close());

for (const [kind, address] of templates) {
  test(`${kind} has no barrier that axe can find on a desk`, () =>
    browser.page(address, { width: DESK }, async (page) => {
      await page.evaluate(AXE);

      assert.deepEqual(await barriers(page), [], `${address} in light`);
      // Only colours differ between the schemes, and they do so alike on a phone.
      await page.evaluate(() => (document.body.dataset.mdColorScheme = 'slate'));
      assert.deepEqual(await barriers(page, ['color-contrast']), [], `${address} in dark`);
    }));

  test(`${kind} has no barrier on a phone, and is not wider than it`, () =>
    browser.page(address, { width: PHONE }, async (page) => {
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= PHONE);
      await page.evaluate(AXE);

      assert.deepEqual(await barriers(page), [], address);
    }));
}

/** @returns {Promise<string[]>} one line for each barrier */
function barriers(page, rules) {
  return page.evaluate(async (options, known) => {
    const { violations } = await window.axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) => nodes
      .map((node) => [node.target.join(' '), node.any[0]?.message ?? ''])
      .filter(([place]) => `${id}:${place.split(' ').at(-1)}` !== known)
      .map(([place, message]) => `${id}: ${help}: ${place} ${message}`));
  }, { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : { rules: RULES }) }, COPY_BARS);
}
