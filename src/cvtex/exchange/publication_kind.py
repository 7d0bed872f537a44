"""Guesses the kind of a publication from its publisher.

JSON Resume and similar formats have no kind, and a `publisher` that is often the journal.
"""

from __future__ import annotations

import re

# The most specific words first: "Press" is in the names of journals too.
_KINDS = {
    "preprint": r"[a-z]*rxiv|preprint|预印本",
    "patent": r"patents?|专利|專利|特許",
    "conference": r"proceedings|conference|symposium|workshop|meeting|congress|会议|论坛|研讨会",
    "journal": r"journal|transactions|letters|magazine|review|annals|bulletin|weekly|quarterly"
    r"|acta|学报|期刊|杂志|周刊|月刊|评论",
    "book": r"press|publish[a-z]*|books|verlag|出版社|书局",
    "thesis": r"thesis|dissertation|university|universität|université|universidad|大学|学院",
}
# Whole words in Latin letters; Chinese has no spaces.
_WORDS = {
    kind: re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for kind, words in _KINDS.items()
}

IN_VENUE = frozenset({"journal", "conference", "preprint", "online"})
"""Kinds whose `publisher` is the venue."""

DATED = frozenset({"patent"})
"""Kinds whose `year` may be a whole date."""


def guess_kind(publisher: str, *, has_url: bool, has_doi: bool) -> str:
    """Return the likely kind by the publisher's name, or by whether there is a URL or a DOI."""
    for kind, words in _WORDS.items():
        if words.search(publisher):
            return kind
    if has_url and not has_doi:
        return "online"
    return "journal" if publisher or has_doi else "book"
