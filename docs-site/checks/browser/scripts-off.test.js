import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';
import { pictures, templates } from './templates.js';

const browser = await chromium();
after(() => browser.close());

for (const picture of pictures) {
  test(`${picture} says something with scripts off`, () =>
    browser.page(picture, { scripts: false }, async (page) => {
      const shown = await page.$$eval('article svg, article table', (drawings) =>
        drawings.some((drawing) => drawing.checkVisibility() && drawing.textContent.trim().length > 40));

      assert.ok(shown, 'no drawing and no table can be seen');
    }));
}

for (const [kind, address] of templates) {
  test(`${kind} can be read with scripts off, in both schemes`, () =>
    browser.page(address, { scripts: false }, async (page) => {
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const { title, words } = await page.$eval('article', (article) => ({
          title: article.querySelector('h1')?.checkVisibility(),
          words: article.innerText.split(/\s+/).length,
        }));

        assert.ok(title, `the title is hidden in ${scheme}`);
        assert.ok(words >= 3, `only ${words} words in ${scheme}`);
      }
    }));
}
