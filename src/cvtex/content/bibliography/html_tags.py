"""HTML in texts of a bibliography, as some programs export it."""

from __future__ import annotations

import re

from cvtex.unicode.small_figures import small_figures

# Tags of the look of a text; `a<b and c>d` has none.
_TAG = re.compile(r"</?(?:i|b|em|strong|sc|span|sub|sup)(?:\s+[\w-]+=[^<>]*)?>")
_SMALL = re.compile(r"<(su[bp])>([^<>]*)</su[bp]>")


def without_tags(text: str) -> str:
    """Return a text without its tags, and with figures above and below the line as characters."""
    return _TAG.sub("", _SMALL.sub(lambda found: small_figures(found[1], found[2]), text))
