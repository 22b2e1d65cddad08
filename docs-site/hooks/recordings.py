"""What the debugger saw on the tours. `./mq tour N --check` records them, and so does the build."""

import json
from dataclasses import dataclass

import yaml

import repository

FOLDER = "chapters/target/tours"


@dataclass(frozen=True)
class Tour:
    """A tour of a chapter: as its author wrote it, and as it was recorded.

    `chapter` is the folder's name, `told` the entry of tour.yaml, `seen` the recording.
    """

    chapter: str
    told: dict
    seen: dict

    @property
    def id(self):
        return self.told["id"]

    @property
    def page(self):
        """Where its page lies among the sources of the site."""
        return page(self.chapter, self.id)

    @property
    def stops(self):
        """The recorded stops, in order."""
        return self.seen["stops"]

    def before(self, number):
        """The number of the stop, from 1, after which stop `number` comes; 0 for the first one."""
        after = self.told["stops"][number - 1].get("after")
        names = [stop.get("name") for stop in self.told["stops"]]
        return names.index(after) + 1 if after else number - 1


def page(chapter, tour):
    return f"chapters/{chapter}/tours/{tour}.md"


def all_tours():
    """The tours of all chapters, in order.

    Raises LookupError for one that is not recorded, or not as it is now.
    """
    return [
        _tour(file.parent.name, told)
        for file in sorted(repository.ROOT.glob("chapters/[0-9][0-9]-*/tour.yaml"))
        for told in _told(file)
    ]


def _told(file):
    # Values are what the debugger shows, so each stays the text that it is: no numbers, no booleans.
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["tours"]


def _tour(chapter, told):
    name = f"{FOLDER}/{chapter[:2]}-{told['id']}.json"
    file = repository.ROOT / name
    advice = f"record it: ./mq tour {int(chapter[:2])} --check"
    if not file.is_file():
        raise LookupError(f"{name}: the tour {told['id']} is not recorded; {advice}")
    tour = Tour(chapter, told, json.loads(file.read_text(encoding="utf-8")))
    if problem := _problem(tour):
        raise LookupError(f"{name}: {problem}; {advice}")
    return tour


def _problem(tour):
    """What makes the recording worthless, or None."""
    if tour.seen["problems"]:
        return f"the tour was not as it says ({tour.seen['problems'][0]})"
    told = [_one_line(stop["says"]) for stop in tour.told["stops"]]
    if told != [stop["says"] for stop in tour.stops]:
        return "the stops have changed since the tour was recorded"
    for stop in tour.stops:
        place = stop["place"]
        if place["text"] != _line(place["file"], place["line"]):
            return f"{place['file']} has changed since; stop {stop['number']} was \"{place['text']}\""
    return None


def _line(path, number):
    file = repository.ROOT / path
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return lines[number - 1].strip() if number <= len(lines) else None


def _one_line(text):
    return " ".join(text.split())
