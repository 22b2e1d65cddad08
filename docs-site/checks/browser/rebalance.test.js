import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium } from './chromium.js';

const browser = await chromium();
after(() => browser.close());

const picture = (options, body) => browser.page('pictures/rebalance/', options, body);

test('a crash brings messages twice, and says which', () =>
  picture({}, async (page) => {
    await page.select('#rebalance-going', 'crash');
    await page.click('#rebalance-goes-2');

    assert.match(await said(page), /^14 s: C2 crashes\..*12 messages come again \(b2 22-27, b3 22-27\)\.$/);
    assert.deepEqual(await row(page, 'b2'), ['b2', 'C2→C3', '22', '22', '22-27 again']);

    await press(page, 'rebalance-later', 3);
    assert.match(await time(page), /^17 s .* 12 messages have come twice\.$/);
    assert.deepEqual(await row(page, 'b2'), ['b2', 'C2→C3', '28', '28', '']);
  }));

test('who leaves in order reports first', () =>
  picture({}, async (page) => {
    await page.click('#rebalance-goes-2');

    assert.match(await said(page), /^14 s: C2 shuts down.*nothing new comes twice\.$/);
    assert.deepEqual(await row(page, 'b2'), ['b2', 'C2→C3', '28', '28', '']);
    await press(page, 'rebalance-later', 9);
    assert.match(await time(page), /No messages have come twice\.$/);
  }));

test('the keyboard does all of it, and the focus is never lost', () =>
  picture({}, async (page) => {
    await page.focus('#rebalance-strategy');
    await page.keyboard.press('ArrowDown');
    assert.match(await said(page), /dealt out like cards/);

    await page.focus('#rebalance-join');
    await page.keyboard.press('Enter');
    assert.match(await said(page), /^14 s: C4 starts/);
    assert.equal(await focused(page), 'rebalance-join');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'rebalance-goes-1');
    await page.keyboard.press('Space');
    assert.match(await said(page), /^14 s: C1 shuts down/);
    assert.equal(await focused(page), 'rebalance-goes-3');
  }));

test('a member more than eight cannot join, and with none nobody consumes', () =>
  picture({}, async (page) => {
    await press(page, 'rebalance-join', 5);
    assert.ok(await page.$eval('#rebalance-join', (button) => button.disabled));

    for (let members = 8; members > 0; members--) {
      await page.click('[id^="rebalance-goes-"]');
    }
    assert.equal((await row(page, 'a0'))[1], 'C8→nobody');
    assert.equal(await focused(page), 'rebalance-join');
  }));

test('the rooms can be chosen where they count', () =>
  picture({}, async (page) => {
    const shown = () => page.$eval('#rebalance-rooms', (select) => select.checkVisibility());
    assert.equal(await shown(), false);

    await page.select('#rebalance-strategy', 'byMachineRoom');
    assert.equal(await shown(), true);
    assert.match(await said(page), /Nobody consumes b0, b1, b2 and b3\./);

    await page.select('#rebalance-rooms', 'room1,room2');
    assert.match(await said(page), /b0, b1, b2 and b3 had no owner and have one now\./);
  }));

test('it runs a second each second until it is stopped', () =>
  picture({}, async (page) => {
    await page.click('#rebalance-run');
    // A busy machine may not look at every second.
    await page.waitForFunction(() =>
      parseInt(document.querySelector('.glass-rebalance-time').innerText, 10) >= 16);
    assert.equal(await page.$eval('#rebalance-run', (button) => button.ariaPressed), 'true');

    await page.click('#rebalance-restart');
    assert.equal(await page.$eval('#rebalance-run', (button) => button.ariaPressed), 'false');
    assert.match(await time(page), /^14 s/);
  }));

test('a phone shows all of it, with 16 queues and 8 members', () =>
  picture({ width: 360 }, async (page) => {
    await page.select('#rebalance-queues', '16');
    await press(page, 'rebalance-join', 5);

    await page.select('#rebalance-strategy', 'byMachineRoom');

    assert.equal((await page.$$('tr[data-queue]')).length, 16);
    assert.equal((await row(page, 'b7'))[1], 'C8→nobody');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const { table, room } = await page.$eval('.glass-rebalance-table', (table) =>
      ({ table: table.offsetWidth, room: table.parentElement.clientWidth }));
    assert.ok(table <= room, `the table has ${table} px in ${room}`);
  }));

test('without scripts the page shows one crash', () =>
  picture({ scripts: false }, async (page) => {
    const text = await page.$eval('glass-rebalance', (element) => element.innerText);

    assert.match(text, /b2\s+C2\s+22\s+28\s+C3\s+22-27/);
  }));

async function press(page, id, times) {
  for (let i = 0; i < times; i++) {
    await page.click(`#${id}`);
  }
}

const said = (page) => page.$eval('glass-rebalance ol li', (line) => line.innerText);
const time = (page) => page.$eval('.glass-rebalance-time', (line) => line.innerText);
const focused = (page) => page.evaluate(() => document.activeElement.id);
const row = (page, queue) =>
  page.$eval(`tr[data-queue=${queue}]`, (row) =>
    [...row.cells].map((cell) => cell.innerText.trim()));
