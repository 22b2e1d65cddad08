import blocks
import recordings
import regions
from repository import Mistake

from checkout import CHAPTER, LOG, CheckoutTest

PAGE = f"{CHAPTER}/README.md"
TO_LOG = f"../../{LOG}"
TOUR = f"""\
<!-- tour: one -->
**Who writes?**

| stop | breakpoint |
| ---: | --- |
| 1 | [Demo.main](../src/Demo.java): `x` |
| 2 | [Log.write]({TO_LOG}): `y` |
<!-- end -->
"""


class BlocksTest(CheckoutTest):
    def decorated(self, text, tours=None):
        return blocks.decorated(text, PAGE, regions.Regions(), tours or {})

    def test_an_excerpt_names_its_region_and_leads_there(self):
        text = self.decorated(
            "<!-- excerpt: lab04.2 append-record -->\n"
            f"[Log.java]({TO_LOG})\n\n```java\nwrite(1);\n```\n<!-- end -->\n"
        )

        self.assertIn(f"[Log.java]({TO_LOG}#region-lab04.2-append-record), region `lab04.2", text)
        self.assertIn("```java\nwrite(1);\n```\n<!-- end -->\n", text)

    def test_an_excerpt_of_no_region_fails_with_page_and_line(self):
        with self.assertRaisesRegex(Mistake, f"{PAGE}:2: no source has the region ch04 gone"):
            self.decorated("\n<!-- excerpt: ch04 gone -->\n<!-- end -->\n")

    def test_a_block_without_an_end_fails(self):
        with self.assertRaisesRegex(Mistake, f"{PAGE}:2: the block is not closed"):
            self.decorated("text\n<!-- bytes: log -->\n![log](bytes-log.svg)\nmore\n")

    def test_a_tour_leads_to_its_page_and_its_lines(self):
        tours = {tour.id: tour for tour in recordings.all_tours()}

        text = self.decorated(TOUR, tours)

        self.assertIn("**Who writes?**\n\n[See what the debugger showed: 3 stops on 2 threads](", text)
        self.assertIn("](tours/one.md){ .md-button .glass-see }", text)
        self.assertIn("Demo.java#__codelineno-0-5)", text)
        self.assertIn("Log.java#__codelineno-0-13)", text)

    def test_a_translated_page_leads_to_the_tours_as_well(self):
        tours = {tour.id: tour for tour in recordings.all_tours()}

        text = blocks.decorated(
            TOUR.replace("Who writes?", "谁来写？"), f"{CHAPTER}/README.zh.md", regions.Regions(), tours
        )

        self.assertIn("](tours/one.md)", text)

    def test_a_tour_that_is_not_there_fails(self):
        tours = {tour.id: tour for tour in recordings.all_tours()}

        with self.assertRaisesRegex(Mistake, f"{PAGE}:1: tour.yaml has no tour two"):
            self.decorated("<!-- tour: two -->\n<!-- end -->\n", tours)

    def test_without_tours_their_blocks_stay(self):
        self.assertEqual(TOUR, self.decorated(TOUR))

    def test_a_drawing_of_bytes_scrolls_by_itself(self):
        text = self.decorated('<!-- bytes: log -->\n![A "log"](bytes-log.svg)\n\nmore\n<!-- end -->\n')

        self.assertIn('aria-label="A &quot;log&quot;" markdown>\n\n![A', text)
        self.assertIn("</div>\n\nmore\n<!-- end -->", text)

    def test_what_a_fence_shows_is_left_alone(self):
        for text in [
            "```\n<!-- excerpt: ch04 gone -->\n```\n",
            "````\n```\n<!-- excerpt: ch04 gone -->\n````\n",
            "```\n```java\n<!-- excerpt: ch04 gone -->\n```\n",
        ]:
            self.assertEqual(text, self.decorated(text))
