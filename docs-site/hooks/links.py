"""Turns the relative links of a page, as a code host follows them, into links of the site."""

import posixpath
import re

import repository
import sources

FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)([^)\s#]+)(#[^)\s]*)?(?=\))")


def rewrite(markdown, path):
    """The text of the page `path` with links that work on the site.

    Raises LookupError for a link to a file that is not there, or that no page shows.
    """
    here = posixpath.dirname(path)
    there = posixpath.dirname(repository.site_path(path)) or "."

    def target(match):
        file = posixpath.normpath(posixpath.join(here, match[1]))
        if not (repository.ROOT / file).exists():
            raise LookupError(f"{path}: {file} does not exist; mend the link")
        page = sources.page_of(file) if sources.is_source(file) else repository.site_path(file)
        return posixpath.relpath(page, there) + (match[2] or "")

    parts, end = [], 0
    for fence in FENCE.finditer(markdown):
        parts += [_outside_code(markdown[end : fence.start()], target), fence[0]]
        end = fence.end()
    return "".join(parts) + _outside_code(markdown[end:], target)


def _outside_code(text, target):
    parts, end = [], 0
    for code in CODE.finditer(text):
        # A link's text may be code; its target is not.
        parts += [LINK.sub(target, text[end : code.start()]), code[0]]
        end = code.end()
    return "".join(parts) + LINK.sub(target, text[end:])


def linked_sources(markdown, path):
    """The source files that a page of the repository links to."""
    here = posixpath.dirname(path)
    found = (posixpath.normpath(posixpath.join(here, link[1])) for link in LINK.finditer(markdown))
    return {file for file in found if sources.is_source(file)}

