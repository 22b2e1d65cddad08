import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built site. */
export const SITE = fileURLToPath(new URL('../target/site', import.meta.url));

if (!existsSync(join(SITE, 'index.html'))) {
  throw new Error(`no site in ${SITE}; build it first: ./mq docs --build`);
}

/** All files of the site, as paths from its root with forward slashes. */
export const files = list('');

/** The pages: `index.html`, `chapters/04-commit-log/index.html`, ... */
export const pages = files.filter((file) => file.endsWith('.html'));

/** The text of a file of the site. */
export function read(file) {
  return readFileSync(join(SITE, file), 'utf8');
}

/** How many bytes a file of the site has. */
export function size(file) {
  return statSync(join(SITE, file)).size;
}

/** The address of a page below the root of a server: `chapters/04-commit-log/`. */
export function addressOf(page) {
  return page.replace(/(^|\/)index\.html$/, '$1');
}

function list(folder) {
  return readdirSync(join(SITE, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? list(path) : [path];
    })
    .sort();
}
