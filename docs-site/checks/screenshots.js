import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, DESK, PHONE } from './browser/chromium.js';
import { addressOf, pages } from './site.js';

/**
 * Takes a picture of every page, as long as the page is, at the width of a phone and of a desk, in
 * light and in dark; and sheets with many of them, to look at. An argument takes only the pages whose
 * address contains it:
 *
 *     npm run screenshots -- chapters/04
 */
const FOLDER = fileURLToPath(new URL('../target/screenshots', import.meta.url));
const WIDTHS = { phone: PHONE, desk: DESK };
const PER_SHEET = 12;
const STYLE = `
  body { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px; margin: 8px; background: #888 }
  figure { margin: 0; min-width: 0; font: 11px sans-serif; overflow-wrap: anywhere }
  img { width: 100%; height: 520px; object-fit: cover; object-position: top }`;

const [part = ''] = process.argv.slice(2);
const addresses = pages.map(addressOf).filter((address) => address.includes(part));
rmSync(FOLDER, { recursive: true, force: true });

const browser = await chromium();
for (const [name, width] of Object.entries(WIDTHS)) {
  for (const scheme of ['light', 'dark']) {
    const taken = [];
    for (const address of addresses) {
      const path = join(FOLDER, `${name}-${scheme}`, `${address.replace(/\/$/, '') || 'index'}.png`);
      mkdirSync(dirname(path), { recursive: true });
      // What a page does wrong is the tests' affair; here it must not end the run.
      await browser
        .page(address, { width, scheme }, (page) => page.screenshot({ path, fullPage: true }))
        .catch((error) => console.error(`${address}: ${error.message}`));
      if (existsSync(path)) taken.push([address, path]);
    }
    await sheets(`${name}-${scheme}`, taken);
    console.log(`${taken.length} pages: ${join(FOLDER, `${name}-${scheme}`)}`);
  }
}
await browser.close();

/** The tops of the pages, twelve on a sheet. */
async function sheets(name, taken) {
  for (let i = 0; i < taken.length; i += PER_SHEET) {
    const path = join(FOLDER, `sheet-${name}-${String(i / PER_SHEET + 1).padStart(2, '0')}.png`);
    const figures = taken.slice(i, i + PER_SHEET).map(([address, file]) =>
      `<figure><img src="data:image/png;base64,${readFileSync(file, 'base64')}">
        <figcaption>/${address}</figcaption></figure>`);
    await browser.page('404.html', { width: 1600 }, async (page) => {
      await page.setContent(`<link rel="icon" href="data:,"><style>${STYLE}</style>${figures.join('')}`);
      await page.screenshot({ path, fullPage: true });
    });
  }
}
