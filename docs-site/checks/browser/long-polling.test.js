import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { chromium } from './chromium.js';

const PATH = 'pictures/long-polling/';
const TOLD = 'glass-long-polling [aria-live=polite]';
const browser = await chromium();
after(() => browser.close());

const open = (body, options = {}) =>
  browser.page(options.path ?? PATH, options, async (page) => {
    await page.waitForSelector('glass-long-polling button');
    await body(page);
  });
const click = (page, name) => page.click(`glass-long-polling button ::-p-text(${name})`);
const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent);
const rows = (page, nth) =>
  page.$$eval(`glass-long-polling table:nth-of-type(${nth}) tbody tr`, (all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent).join(' | ')),
  );

describe('the long-polling time line', () => {
  it('shows who waits when it opens, in each language', async () => {
    for (const [path, all, play] of [
      [PATH, 'all', 'Play'],
      [`zh/${PATH}`, '全部', '播放'],
    ]) {
      await open(
        async (page) => {
          assert.deepEqual(await rows(page, 1), [
            `A | 0 | 0 | ${all} | 15.001 s`,
            `B | 1 | 0 | ${all} | 17.301 s`,
            'C | 0 | 0 | paid | 19.601 s',
          ]);
          await click(page, play);
          await page.waitForFunction(
            () => parseFloat(document.querySelector('glass-long-polling output').value) > 9,
          );
          assert.ok(await page.$('glass-long-polling svg[aria-label]'));
        },
        { path },
      );
    }
  });

  it('is worked with the keyboard alone, and tells each step', () =>
    open(async (page) => {
      const press = async (name, key) => {
        for (let tabs = 0; tabs < 60; tabs++) {
          const focused = await page.evaluate(() => document.activeElement.textContent);
          if (focused.startsWith(name)) {
            return page.keyboard.press(key);
          }
          await page.keyboard.press('Tab');
        }
        assert.fail(`no Tab leads to "${name}"`);
      };

      await press('Send a message', 'Enter');
      assert.match(await textOf(page, TOLD), /Message 1 \(paid\) is on its way to queue 0/);
      await page.reload();
      await page.waitForSelector('glass-long-polling button');
      await press('C: mails', 'Space');
      assert.match(await textOf(page, TOLD), /^C stops/);
      assert.equal((await rows(page, 1)).length, 2);
    }));

  it('goes from event to event', () =>
    open(async (page) => {
      await page.select('glass-long-polling [aria-label=Messages] label + label select', 'new');
      await click(page, 'Send a message');

      const told = [];
      for (let i = 0; i < 4; i++) {
        await click(page, 'Next event');
        told.push(await textOf(page, TOLD));
      }

      assert.deepEqual(told, [
        'Message 1 (new) is stored in queue 0 at offset 0. It wakes A. C wants another tag and waits on.',
        'A gets 1 message, 1 ms after the store. Its next offset is 1.',
        'A asks for queue 0 from offset 1.',
        "Nothing at offset 1 of queue 0. The broker holds A's pull, until 23.003 s at the latest.",
      ]);
      assert.equal(await textOf(page, 'glass-long-polling output'), '8.003 s');
    }));

  it('plays, pauses, and compares the three ways', () =>
    open(async (page) => {
      await page.select('glass-long-polling [aria-label=Time] select', '20');
      await click(page, 'Send one every');
      await click(page, 'Loop');
      await click(page, 'Play');
      await page.waitForFunction(
        () => parseFloat(document.querySelector('glass-long-polling output').value) > 30,
      );
      await click(page, 'Pause');

      const figures = (await rows(page, 2)).map((row) => row.split(' | '));
      assert.deepEqual(
        figures.map(([way]) => way),
        ['Long polling', 'Short polling', 'Loop'],
      );
      const [long, short, loop] = figures.map(([, pulls, , , mean]) => ({
        pulls: Number(pulls),
        mean: parseInt(mean, 10),
      }));
      assert.deepEqual([long.mean, short.mean], [1, 1]);
      assert.ok(loop.mean > 100, `${loop.mean} ms`);
      assert.ok(long.pulls * 3 < short.pulls, `${long.pulls} and ${short.pulls} pulls`);
      assert.equal(
        await textOf(page, 'glass-long-polling .glass-here th'),
        'Loop',
        'the way that is drawn',
      );
    }));

  it('is no wider than a phone', () =>
    open(
      async (page) => {
        await click(page, 'Short polling');
        assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 360);
      },
      { width: 360 },
    ));

  it('says without scripts what long polling is', () =>
    browser.page(PATH, { scripts: false }, async (page) => {
      assert.match(await textOf(page, 'glass-long-polling'), /holds the pull.*answers 19/s);
      assert.ok(await page.$('glass-long-polling svg'));
    }));
});
