import pathlib
import unittest

DOCS = pathlib.Path(__file__).parents[2] / "docs"


def figures(page):
    """The tables' rows without their first cells, which each language words in its own way."""
    rows = [line.split(" | ", 1) for line in (DOCS / page).read_text("utf-8").splitlines() if line.startswith("| ")]
    return [rest for _, rest in rows if rest[0].isdigit()]


class FrontPageTest(unittest.TestCase):
    def test_shows_figures_of_the_bench_page_in_both_languages(self):
        english = figures("index.md")

        self.assertEqual(6, len(english))
        self.assertEqual(english, figures("index.zh.md"))
        self.assertEqual([], [row for row in english if row not in figures("bench.md")])


if __name__ == "__main__":
    unittest.main()
