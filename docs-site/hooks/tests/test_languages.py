import unittest
from types import SimpleNamespace

import languages

from checkout import LOG, CheckoutTest


class UnspacedTest(unittest.TestCase):
    def test_a_line_end_within_a_chinese_sentence_is_no_blank(self):
        self.assertEqual("<p>消息在队列里，不会丢。</p>", languages.unspaced("<p>消息在\n队列里，\n不会丢。</p>"))

    def test_nor_is_one_behind_a_chinese_mark_or_with_an_indent(self):
        self.assertEqual("<li>看：<code>a</code></li>", languages.unspaced("<li>看：\n    <code>a</code></li>"))
        self.assertEqual("<li>消息队列</li>", languages.unspaced("<li>消息\n    队列</li>"))

    def test_other_line_ends_stay(self):
        for html in ["<p>one\ntwo</p>", "<p>消息\nqueue</p>", "<pre><code>消息\n队列</code></pre>"]:
            self.assertEqual(html, languages.unspaced(html))


class MarkedTest(unittest.TestCase):
    def marked(self, text, built):
        self.page = SimpleNamespace(
            file=SimpleNamespace(locale="en", locale_alternate_of=built), meta={}
        )
        return languages.marked(text, self.page)

    def test_a_page_in_its_language_stays(self):
        self.assertEqual("# Title\ntext", self.marked("# Title\ntext", "en"))
        self.assertEqual({}, self.page.meta)

    def test_another_one_says_so_below_its_title_and_search_leaves_it_out(self):
        text = self.marked("# Title\n\ntext", "zh")

        self.assertRegex(text, '^# Title\n\n<p class="glass-untranslated" lang="zh">.*</p>\n\ntext$')
        self.assertEqual({"search": {"exclude": True}}, self.page.meta)


class AlternatesTest(CheckoutTest):
    def links(self, url, language, src="walks.md"):
        config = SimpleNamespace(plugins={"i18n": SimpleNamespace(current_language=language)})
        page = SimpleNamespace(url=url, file=SimpleNamespace(src_uri=src))
        return [link["link"] for link in languages.alternates(page, config)]

    def test_the_switch_leads_to_the_same_page(self):
        self.assertEqual(["walks/", "zh/walks/"], self.links("walks/", "en"))
        self.assertEqual(["walks/", "zh/walks/"], self.links("zh/walks/", "zh"))

    def test_the_front_page_leads_to_front_pages(self):
        self.assertEqual([".", "zh/"], self.links("./", "en"))
        self.assertEqual([".", "zh/"], self.links("zh/", "zh"))

    def test_a_source_file_leads_to_the_front_pages(self):
        self.assertEqual([".", "zh/"], self.links("core/Log.java/", "en", f"{LOG}.md"))
