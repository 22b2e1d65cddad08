"""Turns the relative links of a page, as a code host follows them, into links of the site."""

import posixpath
import re
from pathlib import PurePosixPath

import java
import repository
import sources

FENCE = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)([^)\s#]+)(#[^)\s]*)?(?=\))")
METHOD = re.compile(r"`?(\w+)\.(\w+)(?:\([^)]*\))?`?")


def rewrite(markdown, path, made=frozenset()):
    """The text of the page `path` with links that work on the site.

    `made` are pages that the site has and the repository has not. A link to a source file whose
    text is `Class.method` leads to that method. Raises repository.Mistake for a link to a file that
    is not there; one that no page shows is left to MkDocs, which warns of it.
    """
    here = posixpath.dirname(path)
    there = posixpath.dirname(repository.site_path(path)) or "."
    shown, plain = [], _without_code(markdown)
    end = 0
    for link in LINK.finditer(plain):
        file = posixpath.normpath(posixpath.join(here, link[1]))
        if file not in made and not (repository.ROOT / file).exists():
            raise repository.Mistake(f"{path}: {file} does not exist; mend the link")
        anchor = link[2] or ""
        page = repository.site_path(file)
        if sources.is_source(file):
            page = sources.page_of(file)
            label = markdown[plain.rfind("[", 0, link.start()) + 1 : link.start() - 2]
            anchor = anchor or _method_anchor(file, label)
        shown += [markdown[end : link.start()], posixpath.relpath(page, there) + anchor]
        end = link.end()
    return "".join(shown) + markdown[end:]


def linked_sources(markdown, path):
    """The source files that a page of the repository links to."""
    here = posixpath.dirname(path)
    links = LINK.finditer(_without_code(markdown))
    found = (posixpath.normpath(posixpath.join(here, link[1])) for link in links)
    return {file for file in found if sources.is_source(file)}


def _without_code(markdown):
    """The text with blanks for code, so that each place stays what it was."""
    # A link's text may be code; its target is not.
    text = FENCE.sub(lambda fence: " " * len(fence[0]), markdown)
    return CODE.sub(lambda code: " " * len(code[0]), text)


def _method_anchor(file, label):
    method = METHOD.fullmatch(label)
    if not method or method[1] != PurePosixPath(file).stem:
        return ""
    line = java.method_line(file, method[2])
    return sources.line_anchor(line) if line else ""
