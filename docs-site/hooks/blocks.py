"""What the site adds to the generated blocks of a page, which lie between
`<!-- kind: argument -->` and `<!-- end -->`: the ways to what a code host cannot show."""

import posixpath
import re
from html import escape

import dialect
import sources
from repository import Mistake

OPEN = re.compile(r"\s*<!--\s*([a-z]+):\s*(.*?)\s*-->\s*$")
END = re.compile(r"\s*<!--\s*end\s*-->\s*$")
JAVA = re.compile(r"\]\(([^)\s#]+\.java)\)")


def decorated(markdown, path, regions, tours):
    """The text of the page `path` with more in its blocks; links are still those of the repository.

    `tours` are the chapter's by their id; with none, its tours stay as they are. Raises Mistake
    for a region or a tour that is not there, and for a block without an end.
    """
    kinds = {"excerpt": lambda name, lines, where: _excerpt(lines, regions.get(name, where))}
    kinds["bytes"] = lambda name, lines, where: _bytes(lines)
    if tours:
        kinds["tour"] = lambda name, lines, where: _tour(lines, _get(tours, name, where), path)
    done, block, kind, fence = [], [], None, None
    for number, line in enumerate(markdown.splitlines(), 1):
        fence = dialect.fence_after(line, fence)
        if not fence and kind and END.match(line):
            done += kinds[kind](name, block, where)
            kind = None
        elif not fence and (mark := OPEN.match(line)) and mark[1] in kinds:
            kind, name, block, where = mark[1], mark[2], [], f"{path}:{number}"
            done.append(line)
            continue
        (block if kind else done).append(line)
    if kind:
        raise Mistake(f"{where}: the block is not closed; write <!-- end -->")
    return "\n".join(done) + "\n"


def _get(tours, name, where):
    if name not in tours:
        raise Mistake(f"{where}: tour.yaml has no tour {name}; choose one of {sorted(tours)}")
    return tours[name]


def _excerpt(lines, region):
    """The caption names the region and leads to its first line."""
    caption = JAVA.sub(rf"](\1#{region.anchor})", lines[0])
    return [f"{caption}, region `{region.name}`\n{{ .glass-excerpt }}", *lines[1:]]


def _bytes(lines):
    """The drawing keeps its size, so that it can be read, and scrolls where the window is smaller."""
    title = escape(re.match(r"!\[(.*?)\]", lines[0])[1], quote=True)
    scroll = f'<div class="glass-bytes" tabindex="0" role="region" aria-label="{title}" markdown>'
    return [scroll, "", lines[0], "", "</div>", *lines[1:]]


def _tour(lines, tour, path):
    """Each breakpoint leads to its line; below the question, the way to the tour's page."""
    here = posixpath.dirname(path)
    stops = iter(tour.stops)
    done = []
    for number, line in enumerate(lines):
        if re.match(r"\| \d+ \|", line):
            anchor = sources.line_anchor(next(stops)["place"]["line"])
            line = JAVA.sub(rf"](\1{anchor})", line, count=1)
        done.append(line)
        if number == 0:  # the question
            page = posixpath.relpath(tour.page, here)
            done += ["", f"[See what the debugger showed: {_count(tour)}]({page}){{ .md-button .glass-see }}"]
    return done


def _count(tour):
    threads = len({stop["thread"] for stop in tour.stops})
    return f"{len(tour.stops)} stops on {threads} thread{'s' if threads > 1 else ''}"
