"""What kind of publication something is, where a format does not say it.

JSON Resume and the formats after it have a `publisher`, which is the journal as often as the
publishing house, and no kind.
"""

from __future__ import annotations

import re

# From the most telling word to the least: Press is in the names of journals too.
_KINDS = {
    "preprint": r"[a-z]*rxiv|preprint|预印本",
    "patent": r"patents?|专利|專利|特許",
    "conference": r"proceedings|conference|symposium|workshop|meeting|congress|会议|论坛|研讨会",
    "journal": r"journal|transactions|letters|magazine|review|annals|bulletin|weekly|quarterly"
    r"|acta|学报|期刊|杂志|周刊|月刊|评论",
    "book": r"press|publish[a-z]*|books|verlag|出版社|书局",
    "thesis": r"thesis|dissertation|university|universität|université|universidad|大学|学院",
}
# A word of Latin letters stands by itself; Chinese has no spaces.
_WORDS = {
    kind: re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for kind, words in _KINDS.items()
}

IN_VENUE = frozenset({"journal", "conference", "preprint", "online"})
"""Kinds that stand in a venue, so that a `publisher` is one."""


DATED = frozenset({"patent"})
"""Kinds whose `year` may be the whole date; of any other it is the year."""


def guess_kind(publisher: str, *, has_url: bool, has_doi: bool) -> str:
    """Return the kind that a publisher's name speaks for, or where it can be read."""
    for kind, words in _WORDS.items():
        if words.search(publisher):
            return kind
    if has_url and not has_doi:
        return "online"
    return "journal" if publisher or has_doi else "book"
