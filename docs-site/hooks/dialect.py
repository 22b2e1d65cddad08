"""From the Markdown of a code host (CommonMark) to that of MkDocs (Python-Markdown).

They differ in two things that our pages use. What belongs to a list item is indented as far as the
item's text there, by four here. And Markdown inside of <details> needs a syntax of its own here.
"""

import re

ITEM = re.compile(r"( *)(?:[-*+]|\d+[.)]) +(?=\S)")
FENCE = re.compile(r" *(```+|~~~+)")
BREAK = re.compile(r" *(<!--|#|```|~~~)")
FOLD = re.compile(r"( *)<details><summary>(.*)</summary>$")
STEP = 4


def translate(markdown):
    return _folds(_lists(markdown.split("\n")))


def _lists(lines):
    """Indents what belongs to a list item by four for each level of nesting."""
    columns = []  # where the text of each open item begins
    fence, blank = None, True
    for line in lines:
        if not line.strip():
            blank = True
            yield line
            continue
        indent = len(line) - len(line.lstrip(" "))
        item = None if fence else ITEM.match(line)
        open_before = bool(columns)
        # A line of text that follows at once still belongs to the item, wherever it begins.
        if not fence and (blank or item or BREAK.match(line)):
            while columns and indent < columns[-1]:
                columns.pop()
        kept = max(0, indent - (columns[-1] if columns else 0))
        if item and not open_before and not blank:
            yield ""  # a list that follows a paragraph at once is none for Python-Markdown
        yield " " * (STEP * len(columns) + kept) + line.lstrip(" ")
        if item:
            columns.append(item.end())
        fence = fence_after(line, fence)
        blank = False


def fence_after(line, fence):
    """The marks of the fence that is open below `line`, or None; `fence` is the one above it."""
    mark = FENCE.match(line)
    if not mark:
        return fence
    if fence is None:
        return mark[1]
    return None if mark[1].startswith(fence) and line.strip() == mark[1] else fence


def _folds(lines):
    """Turns <details> with a summary, alone on their line, into a foldable block."""
    text, shift = [], 0
    for line in lines:
        fold = FOLD.match(line)
        if fold:
            title = fold[2].replace('"', "&quot;")
            text.append(f'{" " * shift}{fold[1]}??? note "{title}"')
            shift += STEP
        elif line.strip() == "</details>" and shift:
            shift -= STEP
        else:
            text.append(" " * shift + line if line.strip() else line)
    return "\n".join(text)
