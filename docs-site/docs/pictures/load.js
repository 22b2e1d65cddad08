/**
 * Loads the view of each picture that the page has: <glass-commit-log> is defined by
 * commit-log/view.js. It is here, and not a script in the page, because a page in another language
 * lies in another folder and its pictures do not.
 */
for (const element of document.querySelectorAll(".glass:not(:defined)")) {
  import(`./${element.localName.slice("glass-".length)}/view.js`);
}
