import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SITE } from '../site.js';

const CHECKER = fileURLToPath(new URL('../node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

/** What the theme writes, the checker reports, and no reader meets. */
const EXCEPTIONS = [
  // Firefox restores the state of a check box when a page is opened again; this is how one says no.
  { extract: /<input class="md-toggle"[^>]* autocomplete="off">/, says: /autocomplete/ },
  // The title of a table of contents that has no entries; the box to open it is left out.
  { extract: /<label class="md-nav__title" for="__toc">/, says: /must be the ID/ },
];

test('every page is valid HTML', async () => {
  const mistakes = (await report())
    .filter((mistake) => !EXCEPTIONS.some(({ extract, says }) =>
      says.test(mistake.message) && extract.test(mistake.extract)))
    .map(({ url, lastLine, message, extract }) =>
      `${url.split('/target/site/')[1]}:${lastLine}: ${message} ${extract.replace(/\s+/g, ' ')}`);

  assert.deepEqual(mistakes, []);
});

/** The mistakes that the Nu Html Checker of the W3C finds in the site. */
async function report() {
  const flags = ['--errors-only', '--skip-non-html', '--format', 'json', '--exit-zero-always'];
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  // Deep pages need a deep stack.
  const checker = spawn(java, ['-Xss8m', '-XX:+UseSerialGC', '-jar', CHECKER, ...flags, SITE]);
  let json = '';
  checker.stderr.setEncoding('utf8').on('data', (part) => (json += part));
  const code = await new Promise((resolve, reject) =>
    checker.on('close', resolve).on('error', reject));
  assert.equal(code, 0, `the checker failed: ${json.slice(0, 2000)}`);
  return JSON.parse(json).messages;
}
