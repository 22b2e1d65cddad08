import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addressOf, pages } from '../site.js';
import { chromium, PHONE } from './chromium.js';

const browser = await chromium();
after(() => browser.close());

test('the text of no page is wider than a phone', () =>
  browser.page('', { width: PHONE }, async (page) => {
    const widths = await page.evaluate(widthsOf, pages.map((each) => `/${addressOf(each)}`));

    assert.deepEqual(widths.filter(([, width]) => width > PHONE), []);
  }));

/**
 * Runs in the page: shows one text after the other in its frame, which is that of all pages. To open
 * each page as a reader does takes ten times as long.
 */
async function widthsOf(addresses) {
  const content = () => document.querySelector('.md-content');
  const widths = [];
  for (const address of addresses) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
    for (const picture of page.querySelectorAll('.md-content img')) {
      picture.src = new URL(picture.getAttribute('src'), new URL(address, location));
    }
    content().replaceWith(document.adoptNode(page.querySelector('.md-content')));
    // The theme's script does this when a page is opened.
    for (const table of content().querySelectorAll('article table:not([class])')) {
      const box = document.createElement('div');
      box.innerHTML = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"></div></div>';
      table.replaceWith(box);
      box.querySelector('.md-typeset__table').append(table);
    }
    widths.push([address, document.scrollingElement.scrollWidth]);
  }
  return widths;
}
