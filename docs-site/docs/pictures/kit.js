/** What the pictures share: elements, words in the page's language, and how a change is told. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An SVG element.
 *
 * @param {string} tag e.g. "rect"
 * @param {Object} attributes see `html`
 * @param {...(Node|string)} children
 */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * An HTML element.
 *
 * @param {string} tag e.g. "button"
 * @param {Object} attributes by name; a function is a listener ("click"), `true` an attribute without
 *     a value, and one that is `false`, null or undefined is left out
 * @param {...(Node|string)} children
 */
export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value != null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** A line that is read out when its text changes; `say(text)` changes it. It is visible, too. */
export function teller() {
  const element = html("p", { class: "glass-told", "aria-live": "polite" });
  return { element, say: (text) => (element.textContent = text) };
}

/** The words of the page's language, or the English ones: `words({ en: {...}, zh: {...} })`. */
export function words(languages) {
  const language = document.documentElement.lang.slice(0, 2);
  return { ...languages.en, ...languages[language] };
}

/** Whether the visitor has asked for less motion; then a change is shown without its way. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Puts `children` in place of what `parent` has; the control with the focus keeps it, by its id. */
export function replace(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.id : "";
  parent.replaceChildren(...children);
  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/** A whole number with its thousands set apart, "1,073,741,824", as the texts write it. */
export function number(value) {
  return value.toLocaleString("en-US");
}
