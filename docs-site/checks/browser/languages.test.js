import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';

const browser = await chromium();
after(() => browser.close());

/** Follows the switch to the language; where it leads. */
async function switched(page, language) {
  // The link is in a menu, which opens under the mouse; a click by script needs no mouse.
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.$eval(`.md-select a[hreflang=${language}]`, (link) => link.click()),
  ]);
  return new URL(page.url()).pathname;
}

for (const path of ['', 'chapters/04-commit-log/', 'pictures/rebalance/']) {
  test(`the switch leads from /${path} to the same page in Chinese, and back`, () =>
    browser.page(path, {}, async (page) => {
      assert.equal(await switched(page, 'zh'), `/zh/${path}`);
      assert.equal(await page.$eval('html', (html) => html.lang), 'zh');
      assert.equal(await switched(page, 'en'), `/${path}`);
    }));
}

test('a page that is not translated says so in Chinese', () =>
  browser.page('zh/AGENTS/', {}, async (page) => {
    assert.match(await page.$eval('.glass-untranslated', (note) => note.innerText), /没有中文版/);
  }));

for (const [path, words, found] of [['', 'flushed position', '/chapters/04-commit-log/'], ['zh/', '调试器', '/zh/']]) {
  test(`a search for ${words} finds ${found}`, () =>
    browser.page(path, {}, async (page) => {
      await page.focus('.md-search__input');
      await page.keyboard.type(words);
      // The search begins when a key goes up; Chinese is typed here without one.
      await page.keyboard.press('End');
      await page.waitForSelector('.md-search-result__item > a');
      const pages = await page.$$eval('.md-search-result__item > a', (links) =>
        links.map((link) => new URL(link.href).pathname));

      assert.ok(pages.includes(found), pages.join(' '));
    }));
}
