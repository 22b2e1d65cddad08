import regions
import sources
from repository import Mistake

from checkout import LOG, CheckoutTest


class RegionsTest(CheckoutTest):
    def test_a_region_has_the_lines_between_its_marks(self):
        self.assertEqual(
            regions.Region("lab04.2 append-record", LOG, 8, 8),
            regions.Regions().get("lab04.2  append-record", "a page:1"),
        )

    def test_one_that_is_missing_fails_with_the_place_that_names_it(self):
        with self.assertRaisesRegex(Mistake, "a page:7: no source has the region ch04 gone"):
            regions.Regions().get("ch04 gone", "a page:7")

    def test_one_that_is_open_fails_with_its_line(self):
        self.write(LOG, "class Log {\n// region ch04 open\n}\n")

        with self.assertRaisesRegex(Mistake, f"{LOG}:2: region ch04 open is not closed"):
            regions.of_file(LOG)


class SourcePageTest(CheckoutTest):
    def test_the_page_lists_who_speaks_of_it_and_its_regions(self):
        text = sources.markdown(LOG, [("chapters/04-commit-log/README.md", "04 Commit log")])

        self.assertIn("](../../../../../../../../chapters/04-commit-log/README.md)", text)
        self.assertIn("[`lab04.2 append-record`](#region-lab04.2-append-record)", text)

    def test_each_line_has_an_anchor_and_a_region_a_frame(self):
        html = sources.markdown(LOG, [])

        self.assertRegex(
            html,
            'id="region-lab04.2-append-record"><span id="__codelineno-0-8"[^>]*>    write.*\n'
            '</span></span><span id="__codelineno-0-9"',
        )

    def test_a_comment_of_many_lines_keeps_its_lines(self):
        self.write(LOG, "/**\n * one\n */\nclass Log {}\n")

        html = sources.markdown(LOG, [])

        self.assertRegex(html, 'id="__codelineno-0-2"[^>]*>(<[^>]*>)* \\* one(</span>)?\n</span>')
        self.assertIn('id="__codelineno-0-4"', html)

    def test_each_line_has_its_number_in_its_id(self):
        self.write(LOG, "\nclass Log {}\n")

        text = sources.markdown(LOG, [])

        self.assertIn('<span id="__codelineno-0-1" class="glass-line">\n</span>', text)
        self.assertIn('<span id="__codelineno-0-2" class="glass-line"><span class="kd">class', text)
        self.assertNotIn("__codelineno-0-3", text)

    def test_a_region_without_lines_has_no_frame(self):
        self.write(LOG, "// region ch04 none\n// endregion\n")

        self.assertNotIn("glass-region", sources.markdown(LOG, []))
