import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { chromium } from './chromium.js';

const PAGE = 'pictures/commit-log/';
const PHONE = { width: 360, scheme: 'dark' };

const browser = await chromium();
after(() => browser.close());

/** Opens the picture with the dispatcher held, so that nothing moves by itself. */
function held(options, body) {
  return browser.page(PAGE, options, async (page) => {
    await press(page, 'Hold the dispatcher');
    await body(page);
  });
}

async function press(page, text) {
  const button = `::-p-xpath(//glass-commit-log//button[normalize-space(.)="${text}"])`;
  await page.locator(button).click();
}

/** What the parts of a kind say: "record at 0 242 B". */
function shown(page, kind) {
  return page.$$eval(`.log-${kind}`, (parts) =>
    parts.map((part) => part.textContent.replace(/\s+/g, ' ').trim()));
}

function newest(page) {
  return page.$eval('glass-commit-log [aria-live] > :first-child', (line) => line.textContent);
}

describe('the commit log picture', () => {
  it('appends at once, and has units and entries when the dispatcher has come by', () =>
    held({}, async (page) => {
      await press(page, '3 orders');

      assert.deepEqual(await shown(page, 'record'), [
        'record at 0 242 B, not dispatched',
        'record at 242 240 B, not dispatched',
        'record at 482 245 B, not dispatched',
      ]);
      assert.deepEqual(await shown(page, 'unit'), []);

      await press(page, 'Dispatch one');

      assert.equal((await shown(page, 'record'))[0], 'record at 0 242 B');
      assert.deepEqual(await shown(page, 'unit'), ['unit 0 → 0']);
      assert.equal((await shown(page, 'entry')).length, 3);
      assert.equal(
        await newest(page),
        'Dispatched: unit 0 of Orders, queue 0 points to 0; 3 new index entries.',
      );
    }));

  it('dispatches by itself when nobody holds the dispatcher', () =>
    browser.page(PAGE, {}, async (page) => {
      await press(page, 'Send');
      await page.waitForSelector('.log-unit');

      assert.deepEqual(await shown(page, 'record'), ['record at 0 232 B']);
    }));

  it('rolls with a BLANK, and refuses what fits into no file', () =>
    held({}, async (page) => {
      await press(page, '3 orders');
      await press(page, 'One larger than the rest of the file');

      assert.deepEqual(await shown(page, 'blank'), ['BLANK at 727 297 B']);
      assert.match((await shown(page, 'record'))[3], /^record at 1,024 298 B/);
      assert.match(await newest(page), /^The file has 297 bytes left; 298 \+ 8 do not fit/);

      await press(page, 'One larger than a file');

      assert.equal((await shown(page, 'record')).length, 4);
      assert.match(await newest(page), /^Refused: the record would have 1,017 bytes/);
    }));

  it('shows the bytes of a part and marks what belongs to it', () =>
    held(PHONE, async (page) => {
      await press(page, '3 orders');
      await press(page, 'Dispatch one');
      await page.click('#part-unit-Orders-0-0');

      const rows = await page.$$eval('.log-details tbody tr', (rows) =>
        rows.map((row) => [...row.cells].map((cell) => cell.textContent).join('|')));
      assert.deepEqual(rows, [
        '0|8|physical offset|00 00 00 00 00 00 00 00|0',
        '8|4|size|00 00 00 f2|242',
        '12|8|tags code|00 00 00 00 00 34 62 cc|3433164, of "paid"',
      ]);
      const related = await page.$$eval('.log-related', (parts) => parts.map((part) => part.id));
      assert.deepEqual(related.sort(), [
        'part-entry-0-1',
        'part-entry-0-2',
        'part-entry-0-3',
        'part-record-0',
      ]);
    }));

  it('can be worked with the keyboard, and keeps the focus where it was', () =>
    held({}, async (page) => {
      await page.focus('glass-commit-log input');
      await page.keyboard.press('Enter');
      assert.equal((await shown(page, 'record')).length, 1);

      await page.focus('#part-record-0');
      await page.keyboard.press('Space');

      assert.equal(await page.$eval(':focus', (part) => part.id), 'part-record-0');
      assert.equal(await page.$eval(':focus', (part) => part.ariaPressed), 'true');
      await page.keyboard.press('Enter');
      assert.equal(await page.$('.log-details'), null);
    }));

  it('flushes, and has nothing to flush then', () =>
    held({}, async (page) => {
      await press(page, 'Send');
      await press(page, 'Flush');
      assert.equal(await newest(page), 'Flushed: the disk has the log up to 232.');

      await press(page, 'Flush');
      assert.equal(
        await page.$$eval('glass-commit-log [aria-live] li', (lines) =>
          lines.filter((line) => line.textContent.startsWith('Flushed')).length),
        1,
      );
    }));

  it('begins anew', () =>
    held({}, async (page) => {
      await press(page, '3 orders');
      await press(page, 'Start again');

      assert.deepEqual(await shown(page, 'record'), []);
      assert.equal(await newest(page), 'The log is empty. Send a message.');
    }));

  it('is no wider than a phone', () =>
    held(PHONE, async (page) => {
      await press(page, '3 orders');
      await press(page, 'Dispatch one');
      await page.click('#part-record-0');

      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    }));

  it('shows three orders with scripts off', () =>
    browser.page(PAGE, { scripts: false }, async (page) => {
      const rows = await page.$$('glass-commit-log tbody tr');
      assert.equal(rows.length, 3);
    }));
});
