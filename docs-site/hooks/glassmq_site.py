"""What MkDocs calls while it builds the site: the pages come from all over the checkout."""

import gather
from mkdocs.exceptions import PluginError


def on_config(config):
    try:
        gather.into(config.docs_dir)
    except LookupError as e:
        raise PluginError(e.args[0]) from e
    return config
