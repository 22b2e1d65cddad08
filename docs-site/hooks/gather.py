"""Gathers all pages of the checkout in one folder of plain Markdown, which MkDocs then renders."""

import re
import shutil
from collections import defaultdict
from pathlib import Path

import blocks
import dialect
import java
import links
import recordings
import regions
import repository
import sources
import threads
import tours

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def into(folder):
    """Makes `folder` anew.

    Raises repository.Mistake for what a page names and the checkout does not have.
    """
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(repository.ROOT / repository.OWN, folder)
    taken = recordings.all_tours()
    made = {tour.page for tour in taken}
    shown_by = defaultdict(list)
    for path, page, text in _texts(taken):
        title = TITLE.search(text)
        for source in sorted(links.linked_sources(text, path)):
            ways = shown_by[source]
            # A source has one page for all languages, whose way back is the first one's.
            if not repository.is_translation(page):
                ways.append((page, title[1] if title else page))
        _write(folder / page, dialect.translate(links.rewrite(text, path, made)))
    for path in repository.pictures():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository.ROOT / path, target)
    for path, pages in shown_by.items():
        _write(folder / sources.page_of(path), sources.markdown(path, pages))


def _texts(taken):
    """Every page: its path in the repository, on the site, and its text as a code host shows it."""
    known = regions.Regions()
    for path in repository.own_pages() + repository.pages():
        text = (repository.ROOT / path).read_text(encoding="utf-8")
        chapter = {tour.id: tour for tour in taken if path.startswith(f"chapters/{tour.chapter}/")}
        yield path, repository.site_path(path), blocks.decorated(text, path, known, chapter)
    classes, purposes = java.Classes(), threads.Threads()
    for tour in taken:
        yield tour.page, tour.page, tours.markdown(tour, classes, purposes)


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
