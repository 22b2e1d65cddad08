"""The strip on top of a tour: a lane for each thread, a dot for each stop, an arrow to the next."""

from html import escape

import recordings

# The middle of a dot in the height of its lane; tours.css puts the thread's name above it.
DOT_AT = 0.68


def lanes_of(stops):
    """The threads of a tour's stops in the order in which they come."""
    return list(dict.fromkeys(stop["thread"] for stop in stops))


def html(tour):
    """The strip as HTML, which needs no script and fits into 300 pixels."""
    lanes = lanes_of(tour.stops)
    width, height = len(tour.stops), len(lanes)

    def at(number):
        lane = lanes.index(tour.stops[number - 1]["thread"])
        return 100 * (number - 0.5) / width, 100 * (lane + DOT_AT) / height

    rails = [
        f'<line class="rail" x1="0" x2="100%" y1="{y:.2f}%" y2="{y:.2f}%"/>'
        for y in (100 * (lane + DOT_AT) / height for lane in range(height))
    ]
    arrows = []
    for number in range(2, width + 1):
        (x1, y1), (x2, y2) = at(tour.before(number)), at(number)
        kind = "stay" if y1 == y2 else "change"
        arrows.append(
            f'<line class="{kind}" x1="{x1:.2f}%" y1="{y1:.2f}%" x2="{x2:.2f}%" y2="{y2:.2f}%"'
            f' marker-end="url(#arrow-{kind})"/>'
        )
    names = [
        f'<span class="lane lane-{lane}" style="grid-area:{lane + 1}/1/auto/-1">{escape(name)}</span>'
        for lane, name in enumerate(lanes)
    ]
    dots = []
    for number, stop in enumerate(tour.stops, 1):
        lane = lanes.index(stop["thread"])
        label = escape(f"Stop {number}, {recordings.short(stop['place'])}, thread {stop['thread']}", quote=True)
        dots.append(
            f'<a class="lane-{lane}" href="#stop-{number}" aria-label="{label}" title="{label}"'
            f' style="grid-area:{lane + 1}/{number}">{number}</a>'
        )
    return "\n".join(
        [
            f'<nav class="glass-lanes" aria-label="Stops by thread"'
            f' style="grid-template-columns:repeat({width},1fr);'
            f'grid-template-rows:repeat({height},3.4rem)">',
            '<svg aria-hidden="true"><defs>' + _marker("stay") + _marker("change") + "</defs>",
            *rails,
            *arrows,
            "</svg>",
            *names,
            *dots,
            "</nav>",
        ]
    )


def _marker(kind):
    # The tip stays clear of the dot at the line's end.
    return (
        f'<marker id="arrow-{kind}" class="{kind}" viewBox="0 0 8 8" refX="23" refY="4"'
        ' markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker>'
    )
