"""A content file as a whole."""

from __future__ import annotations

from cvtex.content.fields import Record, Text
from cvtex.content.model.contacts import Contact
from cvtex.content.model.sections import Section


class Resume(Record):
    """A content file."""

    language: Text
    name: Text
    headline: Text | None = None
    contacts: list[Contact] = []
    summary: Text | None = None
    sections: list[Section]
