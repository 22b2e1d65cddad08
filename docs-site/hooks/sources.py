"""Source files as pages, so that a reader without a network can follow a link to them."""

import posixpath

import regions
import repository
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

LEXERS = {".java": "java", ".yaml": "yaml", ".xml": "xml", ".json": "json", "": "text"}
NAMES = {"LICENSE", "NOTICE"}


def is_source(path):
    file = repository.ROOT / path
    return file.is_file() and (path in NAMES or file.suffix in LEXERS and file.suffix != "")


def page_of(path):
    """The page's path among the sources of the site."""
    return path + ".md"


def is_page(page):
    """Whether a page of the site shows a source file."""
    return is_source(page.removesuffix(".md"))


def line_anchor(line):
    """What leads to a line, from 1, of a source's page."""
    return f"#__codelineno-0-{line}"


def markdown(path, shown_by):
    """The page: the whole file, its lines numbered. Search does not look here.

    `shown_by` are the pages, by their path on the site with their title, that link to the file.
    """
    file = repository.ROOT / path
    text = file.read_text(encoding="utf-8")
    here = posixpath.dirname(page_of(path))
    ways = [f"- [{title}]({posixpath.relpath(page, here)})" for page, title in shown_by]
    marks = [f"[`{region.name}`](#{region.anchor})" for region in regions.of_file(path)]
    return "\n".join(
        [
            "---",
            "search:",
            "  exclude: true",
            "hide: [navigation, toc]",
            "---",
            f"# {file.name}",
            "",
            f"`{path}`",
            "",
            *(["Pages that speak of it:", "", *ways, ""] if ways else []),
            *(["Regions: " + " · ".join(marks), ""] if marks else []),
            '<div class="highlight glass-source"><pre><code tabindex="0">'
            + "".join(_lines(text, path))
            + "</code></pre></div>",
            "",
        ]
    )


def _lines(text, path):
    """Each line with an id, as the theme names lines; a region has a frame, to which links can lead.

    The theme would write three elements a line and one a word: there are thousands.
    """
    first = {region.first: region for region in regions.of_file(path) if region.first <= region.last}
    last = {region.last for region in first.values()}
    # With its empty lines at the top, or the numbers would be wrong.
    lexer = _Sparing(get_lexer_by_name(LEXERS[posixpath.splitext(path)[1]], stripnl=False))
    html = highlight(text, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    for number, line in enumerate(html.split("\n"), 1):
        if number in first:
            yield f'<span class="glass-region" id="{first[number].anchor}">'
        yield f'<span id="{line_anchor(number)[1:]}" class="glass-line">{line}\n</span>'
        if number in last:
            yield "</span>"


class _Sparing:
    """A lexer without the kinds of words that have no colour: they need no elements."""

    def __init__(self, lexer):
        self.lexer = lexer

    def get_tokens(self, text):
        for kind, word in self.lexer.get_tokens(text):
            plain = kind is Token.Name or kind in Token.Text or kind in Token.Punctuation
            yield (Token.Text if plain else kind), word
