"""YAMLResume's YAML (https://yamlresume.dev) as a content file.

It has JSON Resume's words for most things. Its texts are plain but for the summaries, which are
Markdown with paragraphs and lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvtex.content import model
from cvtex.content.typed import Typed, TypedList, TypedMapping, Value
from cvtex.exchange.json_resume import KINDS, entries, take_basics
from cvtex.exchange.shapes import LISTS
from cvtex.exchange.taking import PARAGRAPHS, Taking, items_of, joined, mapping_of
from cvtex.exchange.words import is_han

_NAMES: Mapping[str, Mapping[str, str]] = {
    "education": {"degree": "study_type", "score": "scores"},
    "references": {"summary": "reference", "relationship": "position"},
    "projects": {"description": "summary"},
    "work": {"keywords": "summary"},
    "publications": {"name": "title", "releaseDate": "year"},
}

_LOOKS = frozenset({"layout", "layouts", "locale"})
_KNOWN = "`content`, `locale` and `layouts`"
_BASICS = ("basics", "location", "profiles")

_NUMBERED = re.compile(r"\s*\d+[.)]\s+\S")
# An item of a Markdown list: its indentation, its mark, its text.
_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+]|\d+[.)])\s+(?P<text>\S.*)")


def from_yaml_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a YAMLResume file comes to, and what was found on the way."""
    taking = Taking(marked=PARAGRAPHS)
    resume = mapping_of(value.span, {"language": language})
    content = TypedMapping({}, value.span)
    for key, inner in value.items():
        if key == "content":
            content = taking.mapping(inner)
        elif key in _LOOKS:
            taking.leave_out(key, inner, "it says how YAMLResume prints the file")
        else:
            taking.leave_out(key, inner, f"YAMLResume has no such key beside {_KNOWN}")
    take_basics(_basics(content, taking), resume, taking)
    _part(resume, taking, levels=0)
    sections: list[Value] = []
    for key, inner in content.items():
        if key in LISTS:
            listed = _with_keywords_told(inner) if key == "work" else inner
            found = entries(str(key), listed, _NAMES.get(key, {}), resume, taking)
            for entry in found:
                has_points = "highlights" in KINDS[str(key)][1].model_fields
                _part(entry, taking, levels=model.HIGHLIGHT_LEVELS if has_points else 0)
            named: dict[str, Value] = {"type": Typed(KINDS[str(key)][0], key.span)}
            sections += [mapping_of(key.span, {**named, "entries": found})] if found else []
        elif key not in _BASICS:
            taking.leave_out(key, inner)
    resume[Typed("sections", value.span)] = TypedList(sections, value.span)
    return resume, taking


def _basics(content: TypedMapping, taking: Taking) -> TypedMapping:
    """Return `basics` with what stands in it in JSON Resume, and beside it here."""
    basics = TypedMapping({}, content.span)
    for key, inner in content.items():
        if key == "basics":
            basics.update(taking.mapping(inner))
        elif key in _BASICS:
            basics[key] = inner
    return basics


def _with_keywords_told(value: Value) -> TypedList:
    """Return jobs whose keywords are a text: a job of ours has no list for them."""
    return TypedList([_told(item) for item in items_of(value)], value.span)


def _told(item: Value) -> Value:
    if not isinstance(item, TypedMapping):
        return item
    told = TypedMapping({**item}, item.span)
    for key, inner in item.items():
        words = [word for word in items_of(inner) if isinstance(word, Typed)]
        if key == "keywords" and (text := joined(words)):
            told[key] = text
    return told


def _part(entry: Value, taking: Taking, *, levels: int) -> None:
    """Make highlights of the lists in Markdown texts, or paragraphs where there can be none."""
    if not isinstance(entry, TypedMapping):
        return
    for key, text in [(key, text) for key, text in entry.items() if key in PARAGRAPHS]:
        if not isinstance(text, Typed):
            continue
        told, points = _parted(text)
        if not points:
            continue
        if not levels:
            told = [*told, *(point for _, point in points)]
        if _depth(points) > max(levels, 1):
            message = f"levels of this list are left out: there is a place for {max(levels, 1)}"
            taking.say_left_out(message, text.span)
        if any(_NUMBERED.match(line) for line in text.splitlines()):
            message = "the numbers of this list are left out: its items are points"
            taking.say_left_out(message, text.span)
        del entry[key]
        if told:
            entry[key] = Typed("\n\n".join(told), text.span, quoted=True)
        if levels:
            _add_points(entry, key, TypedList(_nested(points, text), text.span))


def _add_points(entry: TypedMapping, key: Typed, points: TypedList) -> None:
    """Add highlights to those that an entry has."""
    for known, there in entry.items():
        if known == "highlights":
            entry[known] = TypedList([*items_of(there), *points], there.span)
            return
    entry[Typed("highlights", key.span)] = points


def _depth(points: list[tuple[int, str]]) -> int:
    """Return how many levels points have, by their indentation."""
    most = 0
    above: list[int] = []
    for indent, _ in points:
        while above and above[-1] >= indent:
            above.pop()
        above.append(indent)
        most = max(most, len(above))
    return most


def _parted(text: Typed) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the paragraphs of a Markdown text, and its lists' points with their indentation."""
    told = [""]
    points: list[tuple[int, str]] = []
    in_list = False
    for line in text.split("\n"):
        item = _ITEM.fullmatch(line)
        if item:
            points.append((len(item["indent"].expandtabs()), item["text"].strip()))
            in_list = True
        elif not line.strip():
            told.append("")
        elif in_list and line[0].isspace():
            indent, point = points[-1]  # a point's text goes on in the next line
            points[-1] = (indent, _with_line(point, line))
        else:
            told[-1] = _with_line(told[-1], line)
            in_list = False
    return [part for part in told if part], points


def _with_line(text: str, line: str) -> str:
    """Return a text and its next line as one line; between Han there is no space."""
    line = line.strip()
    if not text or (is_han(text[-1]) and is_han(line[0])):
        return text + line
    return f"{text} {line}"


def _nested(points: list[tuple[int, str]], summary: Typed) -> list[Value]:
    """Return points below each other by their indentation, as deep as the schema has them."""
    top = TypedList([], summary.span)
    open_lists: list[tuple[int, TypedList]] = [(-1, top)]
    for indent, text in points:
        typed = Typed(text, summary.span, quoted=True)
        while len(open_lists) > 1 and open_lists[-1][0] >= indent:
            open_lists.pop()
        if len(open_lists) > model.HIGHLIGHT_LEVELS:
            open_lists.pop()
        below = TypedList([], summary.span)
        open_lists[-1][1].append(mapping_of(summary.span, {"text": typed, "highlights": below}))
        open_lists.append((indent, below))
    return [_simple(item) for item in top]


def _simple(item: Value) -> Value:
    """Return a point that has none below it as its text alone."""
    if not isinstance(item, TypedMapping):
        return item
    text, below = item.values()
    if not isinstance(below, TypedList) or not below:
        return text
    inner = TypedList([_simple(point) for point in below], below.span)
    return mapping_of(item.span, {"text": text, "highlights": inner})
