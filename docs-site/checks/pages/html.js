import { Parser } from 'htmlparser2';
import { read } from '../site.js';

/** Attributes whose value is an address, and the elements for which it loads something at once. */
const ADDRESSES = ['href', 'src', 'srcset', 'poster', 'data', 'action', 'xlink:href'];
const FOLLOWED = ['a', 'area', 'form'];
/** A `link` that tells about other pages, and loads none. */
const TOLD = /^(alternate|canonical|next|prev|edit|license)$/;

const parsed = new Map();

/**
 * What a page (or an SVG file) names and asks for.
 *
 * @returns {{ids: Set<string>, links: {url: string, loads: boolean, element: string}[]}}
 */
export function html(file) {
  if (!parsed.has(file)) parsed.set(file, parse(file));
  return parsed.get(file);
}

function parse(file) {
  const ids = new Set();
  const links = [];
  const parser = new Parser(
    {
      onopentag(element, attributes) {
        if (attributes.id) ids.add(attributes.id);
        if (element === 'a' && attributes.name) ids.add(attributes.name);
        const loads = !FOLLOWED.includes(element) && !TOLD.test(attributes.rel ?? '');
        for (const address of ADDRESSES.filter((name) => attributes[name] !== undefined)) {
          for (const url of urls(address, attributes[address])) links.push({ url, loads, element });
        }
        for (const url of urlsOfStyle(attributes.style ?? '')) links.push({ url, loads, element });
      },
    },
    { xmlMode: file.endsWith('.svg') },
  );
  parser.end(read(file));
  return { ids, links };
}

function urls(attribute, value) {
  if (attribute !== 'srcset') return [value.trim()];
  return value.split(',').map((choice) => choice.trim().split(/\s+/)[0]);
}

/** The addresses in CSS: `url(...)` and `@import`. */
export function urlsOfStyle(css) {
  return [...css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)]
    .map((match) => match[2] ?? match[4]);
}
