import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { SITE } from './site.js';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built site on a free port of 127.0.0.1, as any static host does: a folder shows its
 * index.html, what is missing shows 404.html.
 *
 * @returns {Promise<{origin: string, close: () => Promise<void>}>}
 */
export async function serve() {
  const server = createServer((request, response) => {
    const found = fileOf(decodeURIComponent(new URL(request.url, 'http://site').pathname));
    const file = found ?? join(SITE, '404.html');
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(found ? 200 : 404, { 'content-type': type });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}

/** @returns {string | undefined} the file that answers to a path; no path leads out of the site */
function fileOf(path) {
  const file = join(SITE, path.endsWith('/') ? `${path}index.html` : path);
  const isOurs = file.startsWith(join(SITE, '/'));
  return isOurs && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
