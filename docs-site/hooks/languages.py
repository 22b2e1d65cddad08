"""The languages of the site: what is built once for all of them, and where the switch leads."""

import re

import sources
from mkdocs.structure.files import File

DEFAULT = "en"
NAMES = {"en": "English", "zh": "中文"}
NOT_TRANSLATED = {"zh": "本页还没有中文版，下面是英文原文。"}

MARK = "\u3000-\u303f\uff00-\uffef"
WIDE = f"[{MARK}\u4e00-\u9fff]"
LINE_END = re.compile(
    f"(?:(?<={WIDE})\n *(?={WIDE})|(?<=[{MARK}])\n *)|(?P<code><pre.*?</pre>)", re.DOTALL
)


def of_build(config):
    """The language that the i18n plugin builds now."""
    return config.plugins["i18n"].current_language or DEFAULT


class BuiltBefore(File):
    """A page that the first language's build has written: to be linked to, not written again."""

    def is_documentation_page(self):
        return False

    def copy_file(self, dirty=False):
        pass


def keep_sources_once(files, config):
    """Lets all languages share the pages of source files."""
    if of_build(config) == DEFAULT:
        return files
    folders = config.docs_dir, config.site_dir, config.use_directory_urls
    for page in [file.src_uri for file in files if sources.is_page(file.src_uri)]:
        files.remove(files.src_uris[page])
        files.append(BuiltBefore(page, *folders, dest_uri=File(page, *folders).dest_uri))
    return files


def marked(markdown, page):
    """The page's text, with a note where it is in another language than the site around it."""
    language = page.file.locale_alternate_of
    if page.file.locale == language:
        return markdown
    # Its words are found in the other language already.
    page.meta["search"] = {"exclude": True}
    note = f'<p class="glass-untranslated" lang="{language}">{NOT_TRANSLATED[language]}</p>'
    heading, _, rest = markdown.partition("\n")
    return f"{heading}\n\n{note}\n{rest}" if heading.startswith("# ") else f"{note}\n\n{markdown}"


def unspaced(html):
    """Without the line ends within a Chinese sentence, which a browser would show as blanks."""
    return LINE_END.sub(lambda match: match["code"] or "", html)


def alternates(page, config):
    """Where the switch leads on a page: to the same page; from a source file to the front page."""
    if sources.is_page(page.file.src_uri):
        return homes(config)
    path = page.url.removeprefix(f"{of_build(config)}/")
    path = "" if path in (".", "./") else path
    return [_link(language, path) for language in NAMES]


def homes(config):
    return [_link(language, "") for language in NAMES]


def _link(language, path):
    prefix = "" if language == DEFAULT else f"{language}/"
    return {"name": NAMES[language], "lang": language, "link": (prefix + path) or "."}
