"""A page for each tour: what the debugger showed at each stop, and how to see it oneself."""

import posixpath
from html import escape
from pathlib import PurePosixPath

import lanes
import recordings
import sources


def markdown(tour, classes, threads):
    """The page. `classes` finds the files of stack frames, `threads` tells what threads are for."""
    page = _Page(tour, classes, threads)
    return "\n".join(
        [
            f"# {tour.title}",
            "",
            *page.head(),
            *page.who(),
            *(line for stop in tour.stops for line in page.stop(stop)),
            *page.breakpoints(),
            *page.foot(),
        ]
    )


def _is_ours(frame):
    return frame["others"] == 0


class _Page:
    def __init__(self, tour, classes, threads):
        self.tour, self.classes, self.threads = tour, classes, threads
        self.lanes = lanes.lanes_of(tour.stops)
        self.number = int(tour.chapter[:2])

    def head(self):
        command = f"./mq tour {self.number} {self.tour.id}"
        return [
            f"A tour of [chapter {self.number:02}](../README.md): the demo {self._demo()} ran under a debugger,"
            " and this is what it showed. Addresses, times and the numbers of threads were those of"
            " that run; yours differ.",
            "",
            f"- Take it in the terminal: `{command}`",
            f"- Take it in your IDE: set the [breakpoints](#breakpoints), then debug the demo; or start"
            f" `{command} --attach` and attach the debugger to port 5005.",
            "",
        ]

    def who(self):
        lines = ["## Which threads take part { #threads }", "", lanes.html(self.tour), ""]
        lines += [
            "From left to right. An arrow to another lane: the next stop is on another thread."
            if len(self.lanes) > 1
            else "All stops are on one thread.",
            "",
            "| thread | what it is for |",
            "| --- | --- |",
        ]
        return lines + [f"| `{name}` | {self._purpose(name)} |" for name in self.lanes] + [""]

    def breakpoints(self):
        lines = [
            "## Breakpoints",
            "",
            "Set each in the line that it names; a condition behind \"only if\" is one for the breakpoint.",
            "",
            "| stop | breakpoint | thread |",
            "| ---: | --- | --- |",
        ]
        for stop, told in zip(self.tour.stops, self.tour.told["stops"]):
            place = stop["place"]
            where = " (in the lambda)" if told.get("lambda") else ""
            when = [f"{_cell(name)} is {_cell(value)}" for name, value in told.get("when", {}).items()]
            only = f"<br>only if {' and '.join(when)}" if when else ""
            lines.append(
                f"| [{stop['number']}](#stop-{stop['number']}) | {self._place(place)}, line"
                f" {place['line']}:<br>{_cell(place['text'])}{where}{only} | {_cell(stop['thread'])} |"
            )
        return lines + [""]

    def stop(self, stop):
        number, place = stop["number"], stop["place"]
        return [
            f"## {number}. `{recordings.short(place)}` {{ #stop-{number} }}",
            "",
            self._on(stop),
            "",
            stop["says"],
            "",
            self._source(f"{PurePosixPath(place['file']).name}:{place['line']}", place["file"], place["line"]),
            "",
            *_code(stop),
            "",
            '<div class="glass-seen" markdown>',
            "<div>",
            *_values([(look["expression"], look["shown"]) for look in stop["values"]], "What you see"),
            "</div>",
            "<div markdown>",
            "",
            "The stack, innermost frame first:",
            "",
            *(f"1. {self._frame(frame)}" for frame in stop["stack"]),
            "",
            "</div>",
            "</div>",
            "",
            *_variables(stop["variables"]),
            self._ways(number),
            "",
        ]

    def foot(self):
        output = self.tour.seen["output"]
        if not output:
            return []
        return ["## What the demo printed { #output }", "", "```text", *output, "```", ""]

    def _on(self, stop):
        """The thread, and whether it is another one than before."""
        before = self.tour.before(stop["number"])
        lane = self.lanes.index(stop["thread"])
        change = ""
        if before and (last := self.tour.stops[before - 1]["thread"]) != stop["thread"]:
            change = f", another one than at [stop {before}](#stop-{before}) (`{last}`)"
        return f"Thread `{stop['thread']}`{change}.\n{{ .glass-on .lane-{lane} }}"

    def _ways(self, number):
        stops = len(self.tour.stops)
        ways = [f"[← stop {number - 1}](#stop-{number - 1})"] if number > 1 else []
        ways.append("[threads](#threads)")
        ways += [f"[stop {number + 1} →](#stop-{number + 1})"] if number < stops else []
        ways += ["[the chapter](../README.md)"] if number == stops else []
        return " · ".join(ways) + "\n{ .glass-ways }"

    def _purpose(self, name):
        if name == "main":
            return f"runs {self._demo()}: what you would write"
        thread = self.threads.get(name)
        if thread is None:
            return ""
        room = thread.file.split("/")[1]
        return f"{thread.purpose} ([threads of {room}]({self._link(thread.file)}))"

    def _frame(self, frame):
        if not _is_ours(frame):
            frames = "frame" if frame["others"] == 1 else "frames"
            return f"<span class=\"glass-others\">{frame['others']} {frames} of {frame['where']}</span>"
        method, _, line = frame["where"].rpartition(":")
        file = self.classes.file_of_frame(method, self.tour.seen["demo"])
        return self._source(frame["where"], file, int(line))

    def _place(self, place):
        return self._source(recordings.short(place), place["file"], place["line"])

    def _demo(self):
        name = self.tour.seen["demo"]
        return self._source(name.rpartition(".")[2], self.classes.file(name))

    def _source(self, text, file, line=None):
        """`text` in code, with a link to the file's page if there is a file."""
        if file is None:
            return f"`{text}`"
        anchor = sources.line_anchor(line) if line else ""
        return f"[`{text}`]({self._link(file)}{anchor})"

    def _link(self, page):
        return posixpath.relpath(page, posixpath.dirname(self.tour.page))


def _code(stop):
    lines = stop["source"]
    first = lines[0]["number"]
    marked = stop["place"]["line"] - first + 1
    return [
        f'````{{ .java linenums="{first}" hl_lines="{marked}" }}',
        *(line["text"] for line in lines),
        "````",
    ]


def _variables(variables):
    if not variables:
        return []
    count = len(variables)
    return [
        "<details data-search-exclude>",
        f"<summary>All {count} variables</summary>" if count > 1 else "<summary>The variable</summary>",
        *_values(variables.items()),
        "</details>",
        "",
    ]


def _values(pairs, caption=None):
    """A table of code and what it shows, as HTML: values may hold any character."""
    rows = [
        f'<tr><th scope="row"><code>{escape(name)}</code></th><td><code>{escape(shown)}</code></td></tr>'
        for name, shown in pairs
    ]
    title = f"<caption>{caption}</caption>" if caption else ""
    table = [f'<table class="glass-values">{title}', "<tbody>", *rows, "</tbody></table>"]
    return table if rows else []


def _cell(text):
    """Code in a cell of a table."""
    ticks = "``" if "`" in text else "`"
    return ticks + text.replace("|", "\\|") + ticks
