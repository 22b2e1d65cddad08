"""What the debugger saw on the tours. `./mq tour N --check` records them, and so does the build."""

import json
import os
from dataclasses import dataclass, replace

import yaml

import repository

FOLDER = "chapters/target/tours"
WITHOUT = "WITHOUT_TOURS"
ADVICE = (
    "Record the tours: ./mq tour --check (a chapter's alone: ./mq tour 4 --check)."
    f" For a look at other pages set {WITHOUT}=1: the site is built without them."
)


@dataclass(frozen=True)
class Tour:
    """A tour of a chapter: as its author wrote it, and as it was recorded.

    `chapter` is the folder's name, `told` the entry of tour.yaml, `seen` the recording, empty
    if there is none; `shared` tells whether another tour of the chapter has the same question.
    """

    chapter: str
    told: dict
    seen: dict
    shared: bool

    @property
    def id(self):
        return self.told["id"]

    @property
    def file(self):
        """The recording."""
        return f"{FOLDER}/{self.chapter[:2]}-{self.id}.json"

    @property
    def page(self):
        """Where its page lies among the sources of the site."""
        return f"chapters/{self.chapter}/tours/{self.id}.md"

    @property
    def stops(self):
        """The recorded stops, in order."""
        return self.seen["stops"]

    @property
    def title(self):
        """The question; with the id where another tour of the chapter answers it as well."""
        question = self.told["question"]
        return f"{question} ({self.id.replace('-', ' ')})" if self.shared else question

    def before(self, number):
        """The number of the stop, from 1, after which stop `number` comes; 0 for the first one."""
        after = self.told["stops"][number - 1].get("after")
        names = [stop.get("name") for stop in self.told["stops"]]
        return names.index(after) + 1 if after else number - 1


def all_tours():
    """The tours of all chapters, in order; none if the environment has WITHOUT_TOURS.

    Raises repository.Mistake, which names each one that is not recorded, or not as it is now.
    """
    if WITHOUT in os.environ:
        return []
    tours = list(_tours())
    if problems := [f"{tour.file}: {problem}" for tour in tours if (problem := _problem(tour))]:
        raise repository.Mistake("\n".join([*problems, ADVICE]))
    return tours


def short(place):
    """The place of a stop in short: `Class.method`, or the class alone."""
    simple = place["className"].rsplit(".", 1)[-1]
    return simple if place["method"] is None else f"{simple}.{place['method']}"


def _tours():
    for file in sorted(repository.ROOT.glob("chapters/[0-9][0-9]-*/tour.yaml")):
        # Values are what the debugger shows, so each stays the text that it is.
        all_told = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["tours"]
        questions = [told["question"] for told in all_told]
        for told in all_told:
            tour = Tour(file.parent.name, told, {}, questions.count(told["question"]) > 1)
            recording = repository.ROOT / tour.file
            seen = json.loads(recording.read_text(encoding="utf-8")) if recording.is_file() else {}
            yield replace(tour, seen=seen)


def _problem(tour):
    """What makes the recording worthless, or None."""
    if not tour.seen:
        return "the tour is not recorded"
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
