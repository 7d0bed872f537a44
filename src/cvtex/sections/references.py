"""People who recommend you."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Entry, Role
from cvtex.schema.fields import Email, Some, Text
from cvtex.schema.tags import Noted
from cvtex.sections.blocks import fields_of, reminders
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class Referee(Noted):
    """A person who recommends you."""

    name: Text
    """The name of the person."""
    position: Text | None = None
    """Their position. For example `Professor` or `Head of Research`."""
    organization: Text | None = None
    """Their employer."""
    reference: Text | None = None
    """Their recommendation; an empty line begins a new paragraph."""
    email: Email | None = None
    """Their e-mail address, printed as a link."""
    phone: Text | None = None
    """A number with its country code. For example `+1 202 555 0143` or `+44 20 7946 0958`."""


class ReferencesSection(SectionModel):
    """People who recommend you."""

    type: Literal["references"]
    entries: Some[Referee]
    """The people, printed in your order."""


_HEADING = {
    "name": Role.PERSON,
    "position": Role.POSITION,
    "organization": Role.ORGANISATION,
    "email": Role.EMAIL,
    "phone": Role.PHONE,
}


def _referee(typed: Referee, leaves: Leaves) -> Entry:
    heading = tuple(fields_of(typed, _HEADING, leaves))
    below = reminders(typed, leaves)
    return Entry(heading, None, leaves.paragraphs(typed.reference), reminders=below)


SECTION = SectionType(
    section=ReferencesSection,
    heading=_HEADING,
    block=_referee,
    synonyms="referees recommendations testimonials",
    json_list="references",
    json_synonyms={"role": "position", "quote": "reference"},
    yaml_resume={"summary": "reference", "relationship": "position"},
    fresh=(("references",), ("testimonials",)),
)
