import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';

const CHAPTER = 'chapters/04-commit-log/';
const TOUR = `${CHAPTER}tours/sync-flush/`;

const browser = await chromium();
after(() => browser.close());

test('a chapter leads to each of its tours', () =>
  browser.page(CHAPTER, {}, async (page) => {
    const ways = await page.$$eval('a.glass-see', (links) => links.map((link) => link.pathname));

    assert.deepEqual(ways.map((way) => way.split('/').at(-2)),
      ['one-record', 'positions', 'sync-flush', 'full-file']);
  }));

test('a dot of the strip leads to its stop, by mouse and by keyboard', () =>
  browser.page(TOUR, {}, async (page) => {
    await page.click('.glass-lanes a[href="#stop-9"]');
    assert.equal(await heading(page), '9. ReputMessageService.dispatch');

    await page.focus('.glass-lanes a[href="#stop-4"]');
    await page.keyboard.press('Enter');
    assert.equal(await heading(page), '4. GroupCommitService.doWork');
  }));

test('the strip fits a phone, and no two dots touch', () =>
  browser.page(TOUR, { width: 360 }, async (page) => {
    const dots = await page.$$eval('.glass-lanes a', (links) => links.map((link) => {
      const { left, right } = link.getBoundingClientRect();
      return { left, right };
    }));

    assert.equal(dots.length, 9);
    assert.ok(dots[0].left >= 0 && dots[8].right <= 360, JSON.stringify(dots));
    dots.slice(1).forEach(({ left }, i) => assert.ok(left >= dots[i].right, `dot ${i + 2}`));
  }));

test('a frame of the stack leads to its line in the source', () =>
  browser.page(TOUR, {}, async (page) => {
    const line = await page.$eval('.hll', (marked) => marked.textContent.trim());

    await Promise.all([page.waitForNavigation(), page.click('.glass-seen li a')]);

    assert.equal(await page.$eval(':target', (target) => target.textContent.trim()), line);
  }));

/** The heading that the address leads to, once it is in the window. */
async function heading(page) {
  const target = await page.waitForFunction(() => {
    const found = document.querySelector('h2:target');
    const top = found?.getBoundingClientRect().top;
    return top >= 0 && top < innerHeight && found;
  });
  return target.evaluate((found) => found.firstChild.textContent + found.querySelector('code').textContent);
}
