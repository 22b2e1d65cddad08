"""Source files as pages, so that a reader without a network can follow a link to them."""

import posixpath
import re

import regions
import repository

LEXERS = {".java": "java", ".yaml": "yaml", ".xml": "xml", ".json": "json", "": "text"}
NAMES = {"LICENSE", "NOTICE"}
LINE = re.compile(r'<span id="__span-0-(\d+)">')


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
    fence = "````"
    return "\n".join(
        [
            "---",
            "search:",
            "  exclude: true",
            "hide: [toc]",
            "---",
            f"# {file.name}",
            "",
            f"`{path}`",
            "",
            *(["Pages that speak of it:", "", *ways, ""] if ways else []),
            *(["Regions: " + " · ".join(marks), ""] if marks else []),
            f'{fence}{{ .{LEXERS[file.suffix]} linenums="1" }}',
            text.rstrip("\n"),
            fence,
            "",
        ]
    )


def with_regions(html, path):
    """The page's HTML with each region of the file in a frame of its own, to which links can lead."""
    for region in regions.of_file(path):
        html = _framed(html, region)
    return html


def _framed(html, region):
    lines = [line for line in LINE.finditer(html) if region.first <= int(line[1]) <= region.last]
    if not lines:
        return html
    start = lines[0].start()
    end = next(
        (line.start() for line in LINE.finditer(html, lines[-1].end())), html.find("</code>", start)
    )
    return (
        f'{html[:start]}<span class="glass-region" id="{region.anchor}">'
        f"{html[start:end]}</span>{html[end:]}"
    )
