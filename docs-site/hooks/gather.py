"""Gathers all pages of the checkout in one folder of plain Markdown, which MkDocs then renders."""

import shutil
from pathlib import Path

import dialect
import links
import repository
import sources


def into(folder):
    """Makes `folder` anew."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(repository.ROOT / repository.OWN, folder)
    linked = set()
    for path in repository.own_pages() + repository.pages():
        text = (repository.ROOT / path).read_text(encoding="utf-8")
        linked |= links.linked_sources(text, path)
        _write(folder / repository.site_path(path), dialect.translate(links.rewrite(text, path)))
    for path in repository.pictures():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository.ROOT / path, target)
    for path in sorted(linked):
        _write(folder / sources.page_of(path), sources.markdown(path))


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
