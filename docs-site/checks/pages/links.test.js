import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { files, pages, read } from '../site.js';
import { html, urlsOfStyle } from './html.js';

const known = new Set(files);
const pictures = files.filter((file) => file.endsWith('.svg'));
const styles = files.filter((file) => file.endsWith('.css'));

test('every link of a page leads to a file of the site, and to a place in it', () => {
  const wrong = [...pages, ...pictures].flatMap((file) =>
    html(file).links.filter((link) => isOurs(link.url)).map((link) => complaint(file, link.url)));

  assert.deepEqual(unique(wrong), []);
});

test('every link of a style sheet leads to a file of the site', () => {
  const wrong = styles.flatMap((file) =>
    urlsOfStyle(read(file)).filter(isOurs).map((url) => complaint(file, url)));

  assert.deepEqual(unique(wrong), []);
});

test('no page, picture or style sheet loads anything from elsewhere', () => {
  const loaded = (file) => html(file).links.filter((link) => link.loads).map((link) => link.url);
  const wrong = [
    ...[...pages, ...pictures].map((file) => [file, loaded(file)]),
    ...styles.map((file) => [file, urlsOfStyle(read(file))]),
  ].flatMap(([file, all]) => all.filter(isElsewhere).map((url) => `${file}: ${url}`));

  assert.deepEqual(unique(wrong), []);
});

test('no link in a page depends on the folder in which the site lies', () => {
  // A server shows 404.html in any folder, so that page must name its files from the root.
  const wrong = pages.filter((page) => page !== '404.html').flatMap((page) =>
    html(page).links.filter((link) => link.url.startsWith('/')).map((link) => `${page}: ${link.url}`));

  assert.deepEqual(unique(wrong), []);
});

/** @returns {string | undefined} what is wrong with a link */
function complaint(file, url) {
  const [path, fragment] = url.split('#', 2);
  const target = fileOf(file, decodeURIComponent(path.split('?', 1)[0]));
  if (!known.has(target)) return `${file}: ${url}: no such file`;
  if (!fragment || !target.endsWith('.html')) return undefined;
  const names = html(target).ids;
  return names.has(decodeURIComponent(fragment)) || names.has(fragment)
    ? undefined
    : `${file}: ${url}: no such place in ${target}`;
}

/** The file that a server sends for a path in `file`; what ends in a folder, for its index.html. */
function fileOf(file, path) {
  if (path === '') return file;
  const whole = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path);
  const folder = whole === '' || whole === '.' || whole.endsWith('/');
  return folder ? posix.join(whole, 'index.html') : known.has(whole) ? whole : `${whole}/index.html`;
}

function isOurs(url) {
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url);
}

function isElsewhere(url) {
  return /^(https?:)?\/\//i.test(url);
}

/** Without what is right, and each complaint once. */
function unique(complaints) {
  return [...new Set(complaints.filter(Boolean))];
}
