import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';

const CHAPTER = 'chapters/04-commit-log/';

const browser = await chromium();
after(() => browser.close());

test('the first stop of the Tab key leads past the header', () =>
  browser.page(CHAPTER, {}, async (page) => {
    await page.keyboard.press('Tab');
    assert.ok(await focused(page, (element) => element.matches('.md-skip')));
    await page.keyboard.press('Enter');

    // From there the next stop is in the text.
    await page.keyboard.press('Tab');
    assert.ok(await focused(page, (element) => element.closest('article') !== null));
  }));

test('the Tab key reaches all parts of the header, each with a visible focus', () =>
  browser.page(CHAPTER, {}, async (page) => {
    const stops = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page, stop));
    }

    for (const part of ['md-logo', 'md-search__input', 'md-tabs__link']) {
      assert.ok(stops.some(({ what }) => what.includes(part)), `${part} in ${JSON.stringify(stops)}`);
    }
    assert.deepEqual(stops.filter(({ what, visible }) =>
      !visible && !what.includes('md-search__input')), []);
  }));

for (const key of ['/', 's']) {
  test(`the key ${key} opens the search, Escape closes it`, () =>
    browser.page(CHAPTER, {}, async (page) => {
      await opens(page, key);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('#__search').checked);
    }));
}

for (const [home, words] of [['', 'consume queue'], ['zh/', 'commit log']]) {
  test(`the search of /${home} finds pages, and asks no other host`, () =>
    browser.page(home, {}, async (page) => {
      await opens(page, '/');
      await page.keyboard.type(words);
      await page.waitForSelector('.md-search-result__link');

      const found = await page.$$eval('.md-search-result__link', (links) => links.map((a) => a.href));
      assert.ok(found.every((url) => url.startsWith(browser.origin)), found.join());
    }));
}

/** On a busy machine a key may come before the theme listens. */
async function opens(page, key) {
  const open = () =>
    document.activeElement.matches('.md-search__input') && document.querySelector('#__search').checked;
  for (let presses = 0; presses < 20 && !(await page.evaluate(open)); presses++) {
    await page.keyboard.press(key);
    await page.waitForFunction(open, { timeout: 1_000 }).catch(() => {});
  }
  assert.ok(await page.evaluate(open), `the key ${key} does not open the search`);
}

/** Runs in the page. A choice is shown by its label, an entry of a menu by its background. */
function stop(element) {
  const shown = element.matches('.md-option') ? element.nextElementSibling : element;
  const { outlineStyle, backgroundColor } = getComputedStyle(shown);
  return {
    what: element.className,
    visible: outlineStyle !== 'none' || backgroundColor !== 'rgba(0, 0, 0, 0)',
  };
}

function focused(page, read) {
  return page.evaluate(`(${read})(document.activeElement)`);
}
