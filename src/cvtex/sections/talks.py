"""Talks and presentations."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Dated, Described
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Talk(Dated, Described):
    """A talk."""

    title: Worded
    """The talk, which is the title of the entry."""
    event: Text | None = None
    """The event. For example `Tide Mill Days` or `Seminar on Hydraulics`."""
    location: Text | None = None
    """The place of the event. For example `Edinburgh` or `online`."""
    url: Url | None = None
    """A web page, linked from the title."""


class TalksSection(Sorted):
    """Talks and presentations."""

    type: Literal["talks"]
    entries: Some[Talk]
    """The talks, printed in your order."""


SECTION = SectionType(
    section=TalksSection,
    heading={"title": Role.TALK, "event": Role.EVENT, "location": Role.LOCATION},
    synonyms="talk presentations presentation lectures speaking keynotes",
    key_synonyms={"conference meetup meeting": "event", "topic": "title"},
    titles={
        "ar": "محاضرات",
        "cs": "Přednášky",
        "da": "Foredrag",
        "de": "Vorträge",
        "el": "Ομιλίες",
        "en": "Talks",
        "es": "Ponencias",
        "fa": "سخنرانی",
        "fi": "Esitelmät",
        "fr": "Conférences",
        "he": "הרצאות",
        "hi": "व्याख्यान",
        "hu": "Előadások",
        "id": "Presentasi",
        "it": "Conferenze",
        "ja": "講演",
        "ko": "발표",
        "nb": "Foredrag",
        "nl": "Lezingen",
        "pl": "Wystąpienia",
        "pt": "Palestras",
        "ro": "Prezentări",
        "ru": "Доклады",
        "sv": "Föredrag",
        "th": "การบรรยาย",
        "tr": "Konuşmalar",
        "uk": "Доповіді",
        "vi": "Bài thuyết trình",
        "zh-Hans": "学术报告",
        "zh-Hant": "學術演講",
    },
    json_synonyms={"name": "title", "entity": "event"},
    rendercv={"name": "title"},
    fresh=(("speaking",),),
)
