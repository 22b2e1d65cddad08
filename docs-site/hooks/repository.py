"""The checkout: which of its files become pages, and where they lie on the site.

A page keeps the path that it has in the repository, so that the links between pages work on a code
host as well as here. Only what lies in docs-site/docs moves up to the root of the site.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = "docs-site/docs/"
PAGES = [
    "chapters/README.md",
    "chapters/glossary.md",
    "chapters/[0-9][0-9]-*/README.md",
    "labs/README.md",
    "labs/[0-9][0-9]-*/README.md",
    "solutions/[0-9][0-9]-*/README.md",
    "core/*/THREADS.md",
    "docs-site/README.md",
    "AGENTS.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
]
PICTURES = ["chapters/*/*.svg", "labs/*/*.svg", "solutions/*/*.svg"]
LANGUAGES = ["zh"]


class Mistake(Exception):
    """What somebody has to mend in the checkout: where, what, and how. The build fails with it."""


def pages():
    """The texts outside of docs-site that become pages, in every language; paths in the repository."""
    patterns = PAGES + [
        pattern.removesuffix(".md") + f".{language}.md"
        for pattern in PAGES
        for language in LANGUAGES
    ]
    return _found(patterns)


def own_pages():
    """The pages that exist for the site alone; paths in the repository."""
    return _found([OWN + "**/*.md"])


def pictures():
    """The pictures of those texts."""
    return _found(PICTURES)


def _found(patterns):
    return sorted(
        file.relative_to(ROOT).as_posix() for pattern in patterns for file in ROOT.glob(pattern)
    )


def site_path(path):
    """Where a file of the repository lies among the sources of the site."""
    return path.removeprefix(OWN)


def is_translation(path):
    """Whether a page is the edition in another language of the page beside it."""
    return any(path.endswith(f".{language}.md") for language in LANGUAGES)
