"""Reads printed references of publications in the forms that are common.

A reference without authors or a title is no publication; then the section stays a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvtex.ats.layout.paragraphs import Block
from cvtex.content.bibliography.own_name import OwnName
from cvtex.importing.layout.marks import without_gaps
from cvtex.importing.source import Drafter
from cvtex.source.typed import Typed, TypedMapping, Value

_YEAR = r"(?P<year>(?:19|20)\d\d[a-z]?)"
_PAGES = r"(?P<pages>[A-Za-z]?\d+(?:[-–][A-Za-z]?\d+)?)"
_VOLUME = r"(?P<volume>\d+)(?:\s*\((?P<issue>[\w-]+)\)|,\s*(?P<number>\d+)(?=\s*\())?"
_DOI = re.compile(
    r"[.,;]?\s*(?:DOI:?\s*|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,}/\S+?)\.?$", re.IGNORECASE
)
_TYPE = {"J": "journal", "C": "conference", "M": "book", "D": "thesis", "R": "report",
         "P": "patent", "N": "journal", "EB": "online", "A": "chapter"}  # fmt: skip
_PLACED = r"(?:(?P<place>[^:,.]+):\s*)?(?P<publisher>[^,:]+)"
# The forms, the most telling first.
_FORMS = tuple(
    re.compile(form)
    for form in (
        # GB/T 7714: Authors. Title[J]. Venue, 2021, 44(3): 101-112.
        (
            rf"(?P<authors>.+?)\.\s+(?P<title>.+?)\s*\[(?P<type>[JN])(?:/OL)?\]\.\s*"
            rf"(?P<venue>.+?),\s*{_YEAR}(?:,\s*{_VOLUME})?(?:\s*:\s*{_PAGES})?\.?"
        ),
        # Authors. Title[C]//Venue. Place: Publisher, 2023: 7-9.
        (
            rf"(?P<authors>.+?)\.\s+(?P<title>.+?)\s*\[(?P<type>[A-Z]+)(?:/OL)?\]"
            rf"(?://(?P<venue>.+?))?\.\s*(?:{_PLACED},\s*)?\(?{_YEAR}\)?"
            rf"(?:\s*:\s*{_PAGES})?\.?(?:\s*(?P<url>https?://\S+?)\.?)?"
        ),
        # APA: Authors (2021). Title. Venue, 44(3), 101–112.
        (
            rf"(?P<authors>.+?)\s*\({_YEAR}\)\.\s+(?P<title>.+?)[.?]\s+"
            rf"(?:In\s+)?(?P<venue>.+?)(?:,\s*{_VOLUME})?(?:,\s*(?:pp\.\s*)?{_PAGES})?\.?"
        ),
        # IEEE: Authors, “Title,” Venue, vol. 44, no. 3, pp. 101–112, 2021.
        (
            rf"(?P<authors>.+?),\s+[“\"](?P<title>.+?),?[”\"]\s*(?:in\s+)?(?P<venue>.+?)"
            rf"(?:,\s*vol\.\s*(?P<volume>\d+))?(?:,\s*no\.\s*(?P<issue>\d+))?"
            rf"(?:,\s*pp?\.\s*{_PAGES})?,\s*(?:\w+\.?\s+)?{_YEAR}\.?"
        ),
        # Ours: Authors. Title. Venue 44(3): 101–112 (2021).
        (
            rf"(?P<authors>.+?)\.\s+(?P<title>.+?)[.?]\s+(?P<venue>.+?)(?:\s+{_VOLUME})?"
            rf"(?:\s*:\s*{_PAGES})?\s*\({_YEAR}\)\.?"
        ),
        # ACM: Authors. 2021. Title. Venue 44, 3 (2021), 101–112.
        (
            rf"(?P<authors>.+?\.)\s+{_YEAR}\.\s+[“\"]?(?P<title>.+?)[.?][”\"]?\s+(?P<venue>.+?)"
            rf"(?:\s+{_VOLUME})?(?:\s*\([^()]*\d{{4}}\))?(?:\s*[,:]\s*{_PAGES})?\.?"
        ),
    )
)
_AND = re.compile(r"\s*(?:,?\s+(?:and|und|et(?!\s+al)|y|&)\s+|;\s*|,\s+|、|，)\s*|,\s*&\s*")
_END = re.compile(r"(?<!\b[A-Z])[. ]+$")  # but the full stop of an initial
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?)+")
_MEETING = re.compile(
    r"\b(?:Proc|Conference|Symposium|Workshop|Meeting)|会议|论文集", re.IGNORECASE
)
_CHARS_MAX = 700
_NOTE = "the fields of this reference are guessed from its form"
_FIELDS = (
    *("title", "venue", "publisher", "place", "year", "volume", "issue", "pages", "number"),
    *("doi", "url"),
)
_ET_AL = re.compile(r"et al\.?|等|ほか|외|u\. ?a\.?", re.IGNORECASE)
_INDENT = 3  # points


def publications(
    blocks: Sequence[Block], drafter: Drafter, part: str, person: str
) -> tuple[list[Value], list[Block]]:
    """Return the publications in printed references, and what could not be read.

    A point below a reference is its summary.
    """
    found: list[Value] = []
    others: list[Block] = []
    left = min((block.lines[0].left for block in blocks), default=0)
    for block in blocks:
        text = without_gaps(block.text)
        is_below = block.lines[0].left > left + _INDENT
        last = found[-1] if found and is_below and not others else None
        if isinstance(last, TypedMapping) and "summary" not in last:
            summary = drafter.text(part, "summary", text)
            last[Typed("summary", summary.span)] = summary
        elif fields := _fields(text):
            found.append(_publication(fields, drafter, part, person))
        else:
            others.append(block)
    return found, others


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a reference; {} if it has none of the forms, or is too long for one."""
    if len(text) > _CHARS_MAX:
        return {}
    doi = _DOI.search(text)
    bare = text[: doi.start()].rstrip() if doi else text
    for form in _FORMS:
        if match := form.fullmatch(bare):
            fields = {key: value for key, value in match.groupdict().items() if value}
            if "number" in fields:  # of ACM
                fields["issue"] = fields.pop("number")
            return fields | ({"doi": doi["doi"]} if doi else {})
    return {}


def _publication(fields: dict[str, str], drafter: Drafter, part: str, person: str) -> Value:
    names = _authors(fields["authors"])
    is_shortened = bool(_ET_AL.fullmatch(names[-1])) and len(names) > 1
    own = OwnName([person]).among([_parted(name) for name in names]) if person else None
    authors: list[Value] = []
    for at, name in enumerate(names[: len(names) - is_shortened]):
        typed = drafter.text(part, "author", name)
        is_own = {"self": drafter.said("true")} if at == own else {}
        authors.append(drafter.mapping({"name": typed, **is_own}) if is_own else typed)
    values: dict[str, Value | None] = {"kind": drafter.said(_kind(fields))}
    values["authors"] = drafter.list(authors)
    values["et_al"] = drafter.said("true") if is_shortened else None
    if fields.get("type") == "P" and (number := re.search(r":\s*(\S+)$", fields["title"])):
        fields |= {"title": fields["title"][: number.start()], "number": number[1]}
    for key in _FIELDS:
        if key in fields:
            text = fields[key].replace("–", "-") if key == "pages" else fields[key]
            values[key] = drafter.text(part, key, text, marked=key in ("doi", "url"))
    return drafter.mapping(values, _NOTE)


def _kind(fields: dict[str, str]) -> str:
    if "type" in fields:
        return _TYPE.get(fields["type"], "report")
    return "conference" if _MEETING.search(fields.get("venue", "")) else "journal"


def _authors(text: str) -> list[str]:
    """Return the names; the initials behind a family name are part of it, as in `Doe, B.`."""
    names: list[str] = []
    for part in _AND.split(_END.sub("", text)):
        name = part.strip(" ,&")
        if names and _INITIALS.fullmatch(f"{name}." if name[-1:].isupper() else name):
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return names


def _parted(name: str) -> tuple[str, str]:
    """Return the family and the given names of an author, as `OwnName` has them."""
    if "," in name:
        family, _, given = name.partition(",")
        return family, given
    *given_names, family = name.split()
    initials = all(map(_INITIALS.fullmatch, given_names))
    return (family, " ".join(given_names)) if given_names and initials else (name, "")
