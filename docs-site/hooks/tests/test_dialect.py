import textwrap
import unittest

import dialect


class TranslateTest(unittest.TestCase):
    def check(self, markdown, expected):
        self.assertEqual(
            textwrap.dedent(expected).strip(),
            dialect.translate(textwrap.dedent(markdown).strip()).strip(),
        )

    def test_what_belongs_to_an_item_is_indented_by_four_for_each_level(self):
        self.check(
            """
            1. one
               goes on

               - inner
                 goes on
            2. two

            after
            """,
            """
            1. one
                goes on

                - inner
                    goes on
            2. two

            after
            """,
        )

    def test_code_in_an_item_keeps_its_own_indentation_and_is_no_list(self):
        self.check(
            """
            - run

              ```yaml
              - a
                 b
              ```

            outside
            """,
            """
            - run

                ```yaml
                - a
                   b
                ```

            outside
            """,
        )

    def test_a_code_block_outside_of_lists_stays_as_it_is(self):
        text = "```\n1. a\n   b\n```\ntext"

        self.assertEqual(text, dialect.translate(text))

    def test_a_list_that_follows_a_paragraph_gets_a_blank_line(self):
        self.check("text:\n- a\n- b", "text:\n\n- a\n- b")

    def test_a_comment_at_the_margin_ends_the_list(self):
        self.check("- a\n<!-- end -->\n  text", "- a\n<!-- end -->\n  text")

    def test_details_become_a_block_that_folds(self):
        self.check(
            """
            1. ask

               <details><summary>The "answer"</summary>

               - yes
                 really

               </details>

            2. go on
            """,
            """
            1. ask

                ??? note "The &quot;answer&quot;"

                    - yes
                        really


            2. go on
            """,
        )
