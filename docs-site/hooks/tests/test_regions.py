import regions
import sources

from checkout import LOG, CheckoutTest


class RegionsTest(CheckoutTest):
    def test_a_region_has_the_lines_between_its_marks(self):
        self.assertEqual(
            regions.Region("lab04.2 append-record", LOG, 8, 8),
            regions.Regions().get("lab04.2  append-record", "a page:1"),
        )

    def test_one_that_is_missing_fails_with_the_place_that_names_it(self):
        with self.assertRaisesRegex(LookupError, "a page:7: no source has the region ch04 gone"):
            regions.Regions().get("ch04 gone", "a page:7")

    def test_one_that_is_open_fails_with_its_line(self):
        self.write(LOG, "class Log {\n// region ch04 open\n}\n")

        with self.assertRaisesRegex(LookupError, f"{LOG}:2: region ch04 open is not closed"):
            regions.of_file(LOG)


class SourcePageTest(CheckoutTest):
    def test_the_page_lists_who_speaks_of_it_and_its_regions(self):
        text = sources.markdown(LOG, [("chapters/04-commit-log/README.md", "04 Commit log")])

        self.assertIn("](../../../../../../../../chapters/04-commit-log/README.md)", text)
        self.assertIn("[`lab04.2 append-record`](#region-lab04.2-append-record)", text)
        self.assertIn("    write(1);\n", text)

    def test_a_region_gets_a_frame_with_its_anchor(self):
        lines = "".join(f'<span id="__span-0-{n}">{n}\n</span>' for n in range(1, 19))

        html = sources.with_regions(f"<code>{lines}</code>", LOG)

        frame = 'id="region-lab04.2-append-record"><span id="__span-0-8">8\n</span></span>'
        self.assertIn(frame + '<span id="__span-0-9">', html)

    def test_a_region_at_the_end_of_the_file_is_closed_in_the_code(self):
        self.write(LOG, "// region ch04 all\nclass Log {}\n// endregion\n")

        html = sources.with_regions('<code><span id="__span-0-2">x</span></code>', LOG)

        self.assertIn("x</span></span></code>", html)
