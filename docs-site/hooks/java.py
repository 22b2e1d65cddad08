"""The Java sources that the pages speak of: the file of a class, the line of a method."""

import re
from collections import defaultdict
from pathlib import PurePosixPath

import repository

SOURCES = ["core/*/src/main/java/**/*.java", "chapters/src/main/java/**/*.java"]


class Classes:
    """The files by the simple name of their class. Reads names once: make one for each build."""

    def __init__(self):
        self._files = defaultdict(list)
        for pattern in SOURCES:
            for file in repository.ROOT.glob(pattern):
                self._files[file.stem].append(file.relative_to(repository.ROOT).as_posix())

    def file(self, name):
        """The file of the class with the full name `name`, or None."""
        path = f"/java/{name.replace('.', '/')}.java"
        found = self._files.get(name.rpartition(".")[2], [])
        return next((file for file in found if file.endswith(path)), None)

    def file_of_frame(self, frame, demo):
        """The file of a stack's frame, `Outer.Inner.method{…}`, or None when it could be several.

        The demos of other chapters are not in the stacks of `demo`, a class with its full name.
        """
        outer, _, method = re.sub(r"{.*?}", "", frame).replace("..", ".").partition(".")
        package = f"/java/{demo.rpartition('.')[0].replace('.', '/')}/"
        found = [
            file
            for file in self._files.get(outer, [])
            if not file.startswith("chapters/") or package in file
        ]
        if len(found) > 1:
            found = [file for file in found if f" {method.rpartition('.')[2]}(" in _text(file)]
        return found[0] if len(found) == 1 else None


def method_line(path, method):
    """The line, from 1, that declares `method` in a file of the repository, or None when there is
    no such line, or more than one."""
    # A declaration has a type in front of the name; a constructor has the modifiers or nothing.
    typed = r"(?!return\b|new\b|throw\b|else\b|case\b|yield\b|assert\b)[\w@][\w<>\[\],.?& ]*\s"
    front = rf"(?:{typed})?" if method == PurePosixPath(path).stem else typed
    declaration = re.compile(rf"(?: {{2}}| {{4}}){front}{re.escape(method)}\((?!.*\) *->)")
    found = [
        number
        for number, line in enumerate(_text(path).splitlines(), 1)
        if declaration.match(line) and not (line.startswith("    ") and line.endswith(";"))
    ]
    return found[0] if len(found) == 1 else None


def _text(path):
    return (repository.ROOT / path).read_text(encoding="utf-8")
