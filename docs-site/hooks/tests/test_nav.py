import nav

from checkout import CHAPTER, CheckoutTest


class ExpandTest(CheckoutTest):
    def setUp(self):
        super().setUp()
        self.write(f"{CHAPTER}/README.md", "# 04 The log\n\n[b](tours/b.md), then [a](tours/a.md)\n")
        self.write(f"{CHAPTER}/tours/a.md", "# A")
        self.write(f"{CHAPTER}/tours/b.md", "# B")
        self.write("labs/01-frame/README.md", "# 01 A frame")
        self.write("labs/01-frame/README.zh.md", "# 01 一帧")

    def expanded(self, *entries, language="en"):
        return nav.expand(entries, self.root, language)

    def test_a_pattern_stands_for_its_pages_without_their_translations(self):
        self.assertEqual(["bench.md", "labs/01-frame/README.md"], self.expanded("bench.md", "labs/*/*.md"))

    def test_a_folder_is_a_section_in_the_order_of_the_links_of_its_readme(self):
        pages = [f"{CHAPTER}/README.md", f"{CHAPTER}/tours/b.md", f"{CHAPTER}/tours/a.md"]

        self.assertEqual([{"04 The log": pages}], self.expanded("chapters/[0-9]*/"))

    def test_a_section_is_titled_in_the_language_if_its_readme_is_translated(self):
        self.write(f"{CHAPTER}/README.zh.md", "# 04 日志")

        for language, title in [("en", "04 The log"), ("zh", "04 日志")]:
            (section,) = self.expanded("chapters/[0-9]*/", language=language)
            self.assertEqual([title], list(section))

    def test_a_folder_with_a_readme_alone_is_a_page(self):
        self.assertEqual(["labs/01-frame/README.md"], self.expanded("labs/[0-9]*/"))

    def test_a_part_without_pages_is_left_out(self):
        self.assertEqual([{"Labs": ["bench.md"]}], self.expanded({"Labs": ["bench.md", {"No": ["x/*.md"]}]}))
