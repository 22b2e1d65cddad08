"""What each thread is for, as the tables in core/*/THREADS.md say."""

import re
from dataclasses import dataclass

import repository

ROW = re.compile(r"^\| *(`[^|]+) \|[^|]*\|([^|]+)\|", re.MULTILINE)
NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Thread:
    """`file` has the table, `purpose` is its third column."""

    pattern: re.Pattern
    file: str
    purpose: str


class Threads:
    """The threads of all rooms. Reads the files once: make one for each build."""

    def __init__(self):
        self._threads = [
            Thread(_pattern(name), file.relative_to(repository.ROOT).as_posix(), row[2].strip())
            for file in sorted(repository.ROOT.glob("core/*/THREADS.md"))
            for row in ROW.finditer(file.read_text(encoding="utf-8"))
            for name in NAME.findall(row[1])
        ]

    def get(self, name):
        """The thread that is called `name`, or None for one that no table has."""
        return next((thread for thread in self._threads if thread.pattern.fullmatch(name)), None)


def _pattern(name):
    """Matches the names that a table writes as `Selector_<n>` or `Selector_1..n`."""
    parts = re.split(r"(<\w+>|1\.\.n)", name)
    return re.compile(
        "".join(
            re.escape(part) if at % 2 == 0 else r"\d+" if part in ("<n>", "1..n") else ".+"
            for at, part in enumerate(parts)
        )
    )
