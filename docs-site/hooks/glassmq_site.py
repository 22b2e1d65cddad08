"""What MkDocs calls while it builds the site: the pages come from all over the checkout."""

import gather
import languages
import nav
import repository
import theme
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority


def on_config(config):
    """Called once for each language; the first call gathers the pages of all of them."""
    language = languages.of_build(config)
    try:
        if language == languages.DEFAULT:
            gather.into(config.docs_dir)
            config.extra["patterns"] = config.nav
    except repository.Mistake as e:
        raise PluginError(str(e)) from e
    config.nav = nav.expand(config.extra["patterns"], config.docs_dir, language)
    return config


@event_priority(-200)
def on_files(files, config):
    """Runs after the i18n plugin has chosen the files of the language."""
    return languages.keep_sources_once(files, config)


@event_priority(60)
def on_page_markdown(markdown, page, config, files):
    return languages.marked(markdown, page)


def on_page_content(html, page, config, files):
    return languages.unspaced(html)


@event_priority(-100)
def on_page_context(context, page, config, nav):
    config.extra.alternate = languages.alternates(page, config)
    return context


@event_priority(-100)
def on_template_context(context, template_name, config):
    config.extra.alternate = languages.homes(config)
    return context


def on_post_page(output, page, config):
    return theme.mended(output, languages.of_build(config))


def on_post_template(output_content, template_name, config):
    if template_name == "404.html" and languages.of_build(config) != languages.DEFAULT:
        return ""  # There is one for all languages, and it has been written.
    return theme.mended(output_content, languages.of_build(config))
