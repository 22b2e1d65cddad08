"""Mends what the theme and its extensions write, where a screen reader or an HTML checker stumbles.

Replaced in the text of the page: copies of the theme's templates would have to follow its versions.
"""

import re

PATH = {"en": "Path", "zh": "路径"}
SEARCH = re.compile(r'<nav class="md-search__options" aria-label="([^"]*)"')


def mended(html, language):
    search = SEARCH.search(html)
    if search:
        # The box of the search is a dialog without a name.
        html = html.replace(
            'data-md-component="search" role="dialog"',
            f'data-md-component="search" role="dialog" aria-label="{search[1]}"',
        )
    # It has the name of the whole navigation.
    html = re.sub(r'(<nav class="md-path" aria-label=)"[^"]*"', rf'\1"{PATH[language]}"', html)
    # The label is empty where the section has a page of its own; the title within always says it.
    html = re.sub(
        r'(aria-labelledby="(__nav_[\d_]+)_)label("[^>]*>\s*<label class="md-nav__title")',
        r'\1title\3 id="\2_title"',
        html,
    )
    html = re.sub(r'(<label class="md-nav__link[^>]*) tabindex=""', r"\1", html)
    # Marks of lines: the id is enough, and they are many.
    html = re.sub(r'(<a id="(__codelineno-[\d-]+)") name="\2"', r"\1", html)
    # The theme's script would take them for the roots of sites, and follow links in a way of its own.
    html = re.sub(r'<link rel="alternate" [^>]*>', "", html)
    # A corner of a table that heads nothing.
    return re.sub(r"<th([^>]*)></th>", r"<td\1></td>", html)
