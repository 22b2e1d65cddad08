import unittest

import theme


class MendedTest(unittest.TestCase):
    def check(self, html, expected, language="en"):
        self.assertEqual(expected, theme.mended(html, language))

    def test_the_search_has_the_name_that_the_theme_gives_to_its_field(self):
        options = '<nav class="md-search__options" aria-label="查找">'

        self.check(
            '<div data-md-component="search" role="dialog">' + options,
            '<div data-md-component="search" role="dialog" aria-label="查找">' + options,
            "zh",
        )

    def test_the_path_to_a_page_is_not_named_like_the_whole_navigation(self):
        self.check(
            '<nav class="md-path" aria-label="Navigation" >', '<nav class="md-path" aria-label="Path" >'
        )

    def test_a_mark_of_a_line_has_its_id_alone(self):
        self.check(
            '<a id="__codelineno-0-7" name="__codelineno-0-7" href="#__codelineno-0-7"></a>',
            '<a id="__codelineno-0-7" href="#__codelineno-0-7"></a>',
        )

    def test_the_head_has_no_alternates_which_the_script_would_take_for_sites(self):
        self.check('<link rel="alternate" href="../zh/walks/" hreflang="zh">', "")

    def test_a_section_has_the_name_that_its_title_says(self):
        self.check(
            '<nav aria-labelledby="__nav_3_label" aria-expanded="true">\n'
            '<label class="md-nav__title" for="__nav_3">Labs</label>',
            '<nav aria-labelledby="__nav_3_title" aria-expanded="true">\n'
            '<label class="md-nav__title" id="__nav_3_title" for="__nav_3">Labs</label>',
        )

    def test_an_empty_tabindex_goes(self):
        self.check(
            '<label class="md-nav__link " for="__nav_3" tabindex="">',
            '<label class="md-nav__link " for="__nav_3">',
        )

    def test_a_corner_of_a_table_heads_nothing(self):
        self.check("<tr><th></th><th>b</th></tr>", "<tr><td></td><th>b</th></tr>")
