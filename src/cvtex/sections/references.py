"""People who speak for you."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Entry, Role
from cvtex.schema.fields import Email, Some, Text
from cvtex.schema.tags import Tagged
from cvtex.sections.building import fields_of
from cvtex.sections.kind import Section, SectionType
from cvtex.wording.leaves import Leaves


class Reference(Tagged):
    """Somebody who speaks for the person."""

    name: Text
    """Who speaks for you."""
    position: Text | None = None
    """What they are. For example `Professor` or `Head of Research`."""
    organization: Text | None = None
    """Where they work."""
    reference: Text | None = None
    """What they say of you; an empty line begins a new paragraph."""
    email: Email | None = None
    """Their e-mail address, which can be written to from the PDF."""
    phone: Text | None = None
    """A number with its country's code. For example `+1 202 555 0143` or `+44 20 7946 0958`."""


class ReferencesSection(Section):
    """People who speak for you."""

    type: Literal["references"]
    entries: Some[Reference]
    """The people, printed in your order."""


_HEADING = {
    "name": Role.PERSON,
    "position": Role.POSITION,
    "organization": Role.ORGANISATION,
    "email": Role.EMAIL,
    "phone": Role.PHONE,
}


def _referee(typed: Reference, leaves: Leaves) -> Entry:
    heading = tuple(fields_of(typed, _HEADING, leaves))
    return Entry(heading, None, leaves.paragraphs(typed.reference))


SECTION = SectionType(
    section=ReferencesSection,
    heading=_HEADING,
    block=_referee,
    words="referees recommendations testimonials",
    json_list="references",
    taken={"role": "position", "quote": "reference"},
    yaml_resume={"summary": "reference", "relationship": "position"},
    fresh=(("references",), ("testimonials",)),
)
