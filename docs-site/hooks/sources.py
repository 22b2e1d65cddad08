"""Source files as pages, so that a reader without a network can follow a link to them."""

import repository

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


def markdown(path):
    """The page: the whole file, its lines numbered. Search does not look here."""
    file = repository.ROOT / path
    text = file.read_text(encoding="utf-8")
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
            f'{fence}{{ .{LEXERS[file.suffix]} linenums="1" }}',
            text.rstrip("\n"),
            fence,
            "",
        ]
    )
