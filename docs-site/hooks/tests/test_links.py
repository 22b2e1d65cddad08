import links
from repository import Mistake

from checkout import LOG, CheckoutTest

PAGE = "chapters/04-commit-log/README.md"
TO_LOG = f"../../{LOG}"


class LinksTest(CheckoutTest):
    def rewritten(self, text):
        return links.rewrite(text, PAGE)

    def test_a_link_to_a_source_leads_to_its_page(self):
        self.assertEqual(f"see [it]({TO_LOG}.md#x)", self.rewritten(f"see [it]({TO_LOG}#x)"))

    def test_a_page_of_the_site_alone_moves_up(self):
        self.write("docs-site/docs/bench.md", "# Bench")

        self.assertEqual("[b](../../bench.md)", self.rewritten("[b](../../docs-site/docs/bench.md)"))

    def test_what_is_made_for_the_site_may_be_linked_to(self):
        made = {"chapters/04-commit-log/tours/one.md"}

        self.assertEqual("[t](tours/one.md)", links.rewrite("[t](tours/one.md)", PAGE, made))

    def test_a_link_to_nothing_fails_with_page_and_file(self):
        with self.assertRaisesRegex(Mistake, f"{PAGE}: chapters/05/README.md does not exist"):
            self.rewritten("[gone](../05/README.md)")

    def test_addresses_and_anchors_stay(self):
        for text in ["[a](https://example.org/x)", "[a](#there)", "[a](mailto:a@example.org)"]:
            self.assertEqual(text, self.rewritten(text))

    def test_code_is_left_alone(self):
        for text in [
            "`[a](gone.md)`",
            "``a ` [a](gone.md)``",
            "```\n[a](gone.md)\n```\n",
            "````text\n```\n[a](gone.md)\n````\n",
            "1. item\n\n   ```\n   [a](gone.md)\n   ```\n",
        ]:
            self.assertEqual(text, self.rewritten(text))

    def test_a_link_behind_code_is_rewritten(self):
        text = f"````\n```\n````\n`x` [`Log`]({TO_LOG})\n"

        self.assertEqual(text.replace(".java", ".java.md"), self.rewritten(text))

    def test_a_text_that_names_a_method_leads_to_its_line(self):
        for label in ["Log.write", "`Log.write`", "`Log.write(int)`"]:
            self.assertEqual(
                f"[{label}]({TO_LOG}.md#__codelineno-0-12)", self.rewritten(f"[{label}]({TO_LOG})")
            )

    def test_a_method_that_is_twice_or_elsewhere_leads_to_the_top(self):
        for label in ["Log.grow", "Log.used", "Other.write", "write"]:
            self.assertEqual(f"[{label}]({TO_LOG}.md)", self.rewritten(f"[{label}]({TO_LOG})"))

    def test_sources_that_are_linked_to_are_found_outside_of_code(self):
        text = f"[a]({TO_LOG}#x) `[b](../../pom.xml)` [c](README.md)"

        self.assertEqual({LOG}, links.linked_sources(text, PAGE))
