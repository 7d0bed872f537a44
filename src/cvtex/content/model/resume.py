"""A content file as a whole."""

from __future__ import annotations

from cvtex.content.fields import Record, Text
from cvtex.content.model.contacts import Contact
from cvtex.content.model.sections import Section


class Resume(Record):
    """A content file."""

    language: Text
    """The language of the file, as a tag (BCP 47). For example `en`, `en-GB` or `zh-Hans`."""
    name: Text
    """Your name, as it heads the page."""
    headline: Text | None = None
    """A line below the name: what you are."""
    contacts: list[Contact] = []
    """Ways to reach you, printed in your order."""
    summary: Text | None = None
    """What you are about, in a paragraph or several; an empty line begins a new one."""
    sections: list[Section]
    """The sections, printed in your order. A type may come more than once."""
