import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';

const browser = await chromium();
after(() => browser.close());

test('the front page opens, in the scheme that the reader prefers', async () => {
  for (const [scheme, expected] of [['light', 'default'], ['dark', 'slate']]) {
    const shown = await browser.page('', { scheme }, (page) =>
      page.$eval('body', (body) => body.dataset.mdColorScheme));

    assert.equal(shown, expected);
  }
});

test('an address that does not exist shows the page for it', () =>
  browser.page('no/such/page/', {}, async (page) => {
    assert.match(await page.$eval('main', (main) => main.innerText), /There is no such page/);
  }));
