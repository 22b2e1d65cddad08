"""The site's navigation: mkdocs.yml names what is written by hand and gives patterns for the rest.

An entry with a `*` stands for all pages that it matches, sorted. One that ends with `/` stands for
folders: each becomes a section of its README and all pages below it, titled like the README and in
the order in which that links to them.
"""

import re
from pathlib import Path

import repository

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def expand(entries, folder, language):
    """The nav with its patterns replaced by the pages found in `folder`."""
    return [item for entry in entries for item in _expand(entry, Path(folder), language)]


def _expand(entry, folder, language):
    if isinstance(entry, dict):
        ((title, children),) = entry.items()
        if isinstance(children, str):
            return [entry]
        inner = expand(children, folder, language)
        return [{title: inner}] if inner else []
    if "*" not in entry:
        return [entry]
    if entry.endswith("/"):
        return [_section(found, folder, language) for found in sorted(folder.glob(entry))]
    return _pages(folder.glob(entry), folder)


def _section(chapter, folder, language):
    readme = chapter / "README.md"
    text = readme.read_text(encoding="utf-8")
    others = _pages((file for file in chapter.rglob("*.md") if file != readme), folder)
    others.sort(key=lambda page: text.find(f"]({(folder / page).relative_to(chapter).as_posix()})"))
    pages = _pages([readme], folder) + others
    return {title_of(readme, language): pages} if others else pages[0]


def _pages(files, folder):
    return sorted(
        file.relative_to(folder).as_posix()
        for file in files
        if not repository.is_translation(file.name)
    )


def title_of(page, language):
    """The heading of a page in `language`, or in English where it is not translated."""
    translated = page.with_suffix(f".{language}.md")
    text = (translated if translated.exists() else page).read_text(encoding="utf-8")
    return TITLE.search(text)[1]
