"""Finds the terms of an advertisement in editions, and lines of the content with more of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cvtex.content.resume import Resume
from cvtex.document import Role
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import Tailoring
from cvtex.match.terms import has_name, lexicon, other_names, tools_in, years_in
from cvtex.schema.dates import Calendar, Date, Present
from cvtex.schema.fields import Record
from cvtex.schema.records import period
from cvtex.schema.tags import Tagged, Varied
from cvtex.schema.texts import NOT_PROSE, texts_of
from cvtex.sections import section_types
from cvtex.source.typed import Typed
from cvtex.unicode.han import IDEOGRAPHS

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What an advertisement asks for.

    `terms` are skills and degrees by their first names, `tools` names that no list has. `others`
    are words that may be names too. `years` is the most years of experience that it names, 0 if
    none. `is_chinese` is whether it is in Chinese.
    """

    terms: dict[str, str]
    tools: tuple[str, ...]
    others: tuple[str, ...]
    years: int
    is_chinese: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All terms, in the words of the advertisement, the known ones first."""
        return (*self.terms, *self.tools)


@dataclass(frozen=True, slots=True)
class UnprintedLine:
    """A text of the content that an edition does not print, with the asked terms in it.

    `tags` are the audiences that it is for.
    """

    text: Typed
    terms: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What an edition has of what is asked for.

    `printed` has each term with the words of the edition for it; `lines` are those that are not
    printed and would add a term, the most first. `years` is the time in jobs, in years.
    """

    printed: dict[str, str]
    lines: tuple[UnprintedLine, ...]
    years: float


def asked_in(advert: str) -> Asked:
    """Return what an advertisement asks for."""
    terms = lexicon().find(advert)
    tools = tuple(tools_in(advert, terms.values()))
    others = tuple(other_names(advert, (*terms, *terms.values(), *tools)))
    ideographs = len(re.findall(f"[{IDEOGRAPHS}]", advert))
    return Asked(terms, tools, others, years_in(advert), ideographs > len(advert) / 5)


def find(asked: Asked, resume: Resume, tailoring: Tailoring, today: date) -> Found:
    """Return what an edition of a résumé has of what is asked for."""
    printed = tailored(resume, tailoring).value or resume
    seen = {text.span for text in texts_of(printed, NOT_PROSE)}
    has = _terms_of("\n".join(texts_of(printed, NOT_PROSE)), asked)
    lines = [
        UnprintedLine(text, terms, tags)
        for text, tags in _tagged_texts(resume, ())
        if text.span not in seen and (terms := tuple(_terms_of(text, asked).keys() - has.keys()))
    ]
    lines.sort(key=lambda line: -len(line.terms))
    return Found(has, tuple(lines), _years(printed, today))


def _terms_of(text: str, asked: Asked) -> dict[str, str]:
    """Return the asked terms that a text has, each in its words; a higher degree is enough."""
    known = lexicon()
    found = known.find(text)
    has = {name: found[name] for name in asked.terms if name in found}
    for rank, degree in enumerate(known.degrees):
        higher = [found[other] for other in known.degrees[rank:] if other in found]
        if degree in asked.terms and higher:
            has[degree] = higher[-1]
    return has | {tool: tool for tool in asked.tools if has_name(text, tool)}


def _tagged_texts(value: object, tags: tuple[str, ...]) -> Iterator[tuple[Typed, tuple[str, ...]]]:
    """Yield each text in a value, with the audiences that it or what is around it is for."""
    match value:
        case Typed():
            yield value, tags
            if isinstance(value, Varied):
                yield from _tagged_texts(value.variants, tags)
        case dict():
            yield from ((text, (str(tag),)) for tag, text in value.items())
        case list():
            for item in value:
                yield from _tagged_texts(item, tags)
        case Tagged() if value.hidden:  # no edition prints it
            return
        case Record():
            own = tuple(map(str, value.for_)) if isinstance(value, Tagged) else ()
            for name, inner in value:
                if name not in NOT_PROSE:
                    yield from _tagged_texts(inner, own or tags)


def _years(resume: Resume, today: date) -> float:
    """Return the time in which a person had a job, in years; jobs at one time count once."""
    jobs = {kind.name for kind in section_types().values() if _is_work(kind.heading.values())}
    months: set[int] = set()
    for section in resume.sections:
        if section.type in jobs:
            for entry in section.records():
                for record in (entry, *getattr(entry, "parts", ())):
                    months.update(_months(record, today))
    return len(months) / _MONTHS


def _is_work(roles: Iterable[Role]) -> bool:
    """Tell whether a type of section is jobs, which have departments, other than volunteering."""
    return {Role.POSITION, Role.DEPARTMENT} <= set(roles)


def _months(record: Record, today: date) -> range:
    start, end = period(record)
    first = _month(start, 1, today)
    last = _month(end, _MONTHS, today) if end else today.year * _MONTHS + today.month
    return range(first, last + 1) if first and last else range(0)


def _month(value: Date | None, default: int, today: date) -> int:
    match value:
        case Calendar():
            return value.year * _MONTHS + (value.month or default)
        case Present():
            return today.year * _MONTHS + today.month
        case _:
            return 0
