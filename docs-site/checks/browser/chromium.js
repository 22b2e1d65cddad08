import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { launch } from 'puppeteer-core';
import { serve } from '../server.js';

/** Widths of a window in pixels. */
export const PHONE = 360;
export const DESK = 1280;

// A search reads an index of all pages first, and a busy machine may take long for that.
const PATIENCE = 90_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The theme looks for a site map beside each language of a page, and does without one. */
const OPTIONAL = /\/sitemap\.xml$/;

/**
 * Starts a Chromium without a window, and a server of the built site.
 *
 *     const browser = await chromium();
 *     after(() => browser.close());
 *     test('...', () => browser.page('pictures/rebalance/', { width: PHONE }, async (page) => {
 *       await page.click('button');
 *     }));
 *
 * @returns {Promise<{page: Function, origin: string, close: () => Promise<void>}>}
 */
export async function chromium() {
  const browser = await launch({
    executablePath: executable(),
    timeout: PATIENCE,
    // No name but ours resolves: what a page asks of another host fails, also without a network.
    // Containers run us as root, for whom Chromium has no sandbox; it only opens our own files. They
    // have little shared memory, too.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const server = await serve();
  return {
    origin: server.origin,
    page: (path, options, body) => visit(browser, server.origin, path, options, body),
    close: () => Promise.all([browser.close(), server.close()]),
  };
}

/**
 * Opens a page of the site, lets `body` work with it, and closes it.
 *
 * Fails also for what a reader would not see: an error in the console, an exception, a request that
 * failed, and every request to another host.
 *
 * @param {string} path from the root of the site, such as `chapters/04-commit-log/`
 * @param {object} options
 * @param {number} [options.width] of the window in pixels
 * @param {'light' | 'dark'} [options.scheme] what the reader's system prefers
 * @param {boolean} [options.scripts] false: a browser with scripts off
 * @param {(page: import('puppeteer-core').Page) => Promise<*>} body
 * @returns {Promise<*>} what `body` returns
 */
async function visit(browser, origin, path, options, body) {
  const { width = DESK, scheme = 'light', scripts = true } = options;
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints = listen(page, origin, path);
    await page.setJavaScriptEnabled(scripts);
    await page.setViewport({ width, height: width < 600 ? 740 : 900 });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    // Scripts ask for more when a page has been loaded: the index of the search, a site map.
    await page.goto(`${origin}/${path}`, { waitUntil: scripts ? 'networkidle0' : 'load' });
    await pictures(page, scripts);
    const result = await body(page);
    assert.deepEqual(complaints, [], `${path} at ${width} px, ${scheme}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Between the files of a picture a busy machine may rest longer than a quiet network does. */
async function pictures(page, scripts) {
  if (scripts) await page.waitForFunction(() => !document.querySelector('.glass:not(:defined)'));
}

function listen(page, origin, path) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (line) => {
    // A failed request is told below, with its address.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) {
      complaints.push(`console: ${line.text()}`);
    }
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      complaints.push(`request to elsewhere: ${url}`);
    }
  });
  page.on('response', (response) => {
    const url = response.url();
    if (response.status() >= 400 && url !== `${origin}/${path}` && !OPTIONAL.test(url)) {
      complaints.push(`${response.status()}: ${url}`);
    }
  });
  return complaints;
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const places = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => places.map((place) => join(place, name))).find(isProgram);
  assert.ok(found, `no ${NAMES.join(' or ')} in PATH; install chromium, or set CHROMIUM to one`);
  return found;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
