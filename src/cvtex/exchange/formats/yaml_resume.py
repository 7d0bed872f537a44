"""YAMLResume's YAML (https://yamlresume.dev) as a content file.

It has JSON Resume's words for most things. Its texts are plain but for the summaries, which are
Markdown with paragraphs and lists.
"""

from __future__ import annotations

from cvtex.exchange.flat import PARAGRAPHS, items_of, joined, mapping_of
from cvtex.exchange.formats.json_resume import entries
from cvtex.exchange.json_names import json_lists
from cvtex.exchange.person import take_basics
from cvtex.exchange.taking import Taking
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.wording.locale import find_locale

_LOOKS = frozenset({"layout", "layouts", "locale"})
_KNOWN = "`content`, `locale` and `layouts`"
_BASICS = ("basics", "location", "profiles")


def from_yaml_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a YAMLResume file comes to, and what was found on the way."""
    taking = Taking(marked=PARAGRAPHS, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    content = TypedMapping({}, value.span)
    for key, inner in value.items():
        if key == "content":
            content = taking.mapping(inner)
        elif key not in _LOOKS:
            taking.leave_out(key, inner, f"YAMLResume has no such key beside {_KNOWN}")
    take_basics(_basics(content, taking), resume, taking)
    lists = json_lists()
    sections: list[Value] = []
    for key, inner in content.items():
        if key in lists:
            kind = lists[key]
            listed = _with_keywords_told(inner) if kind.name == "experience" else inner
            found = entries(kind, listed, resume, taking, kind.yaml_resume)
            named: dict[str, Value] = {"type": Typed(kind.name, key.span)}
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
