"""What the site needs beside the pages as they are: mkdocs calls it for each page."""

from __future__ import annotations

import re


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page whose blocks name their language alone, not also a kind as for our tests."""
    return re.sub(r"^( *```[a-z]+) [a-z]+$", r"\1", markdown, flags=re.MULTILINE)
