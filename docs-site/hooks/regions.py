"""The marks `// region lab04.2 append-record` ... `// endregion` in the sources."""

import re
from dataclasses import dataclass

import java
import repository

OPEN = re.compile(r"\s*//\s*region\b\s*(.*?)\s*$")
CLOSE = re.compile(r"\s*//\s*endregion\b")


@dataclass(frozen=True)
class Region:
    """A part of a file; `first` and `last` are its lines between the marks, from 1."""

    name: str
    file: str
    first: int
    last: int

    @property
    def anchor(self):
        """Its id on the page of the file."""
        return "region-" + self.name.replace(" ", "-")


def of_file(path):
    """The regions of a file of the repository, from the top.

    Raises repository.Mistake when one is not closed.
    """
    found, name, first = [], None, 0
    text = (repository.ROOT / path).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if mark := OPEN.match(line):
            name, first = mark[1], number + 1
        elif CLOSE.match(line) and name:
            found.append(Region(name, path, first, number - 1))
            name = None
    if name:
        raise repository.Mistake(f"{path}:{first - 1}: region {name} is not closed; write // endregion")
    return found


class Regions:
    """All regions of the checkout by name. Reads the files once: make one for each build."""

    def __init__(self):
        self._regions = {}
        for pattern in java.SOURCES:
            for file in repository.ROOT.glob(pattern):
                path = file.relative_to(repository.ROOT).as_posix()
                self._regions.update((region.name, region) for region in of_file(path))

    def get(self, name, where):
        """The region `name`. Raises repository.Mistake, which says `where` it was named."""
        found = self._regions.get(" ".join(name.split()))
        if found is None:
            raise repository.Mistake(
                f"{where}: no source has the region {name}; write one that a // region mark has"
            )
        return found
