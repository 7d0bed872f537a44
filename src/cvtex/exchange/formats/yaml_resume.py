"""Converts YAMLResume's YAML (https://yamlresume.dev).

It has most of JSON Resume's names. Its texts are plain except the summaries, which are Markdown
with paragraphs and lists.
"""

from __future__ import annotations

from cvtex.exchange.converter import Converter
from cvtex.exchange.formats.json_resume import entries
from cvtex.exchange.json_names import json_lists
from cvtex.exchange.person import convert_basics
from cvtex.exchange.texts.flattening import PARAGRAPHS, items_of, mapping_of
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited
from cvtex.wording.locale import find_locale

_LOOKS = frozenset({"layout", "layouts", "locale"})
_KNOWN = "`content`, `locale` and `layouts`"
# Words of its schema, which it prints in the language of the file.
_WORDS = {
    "degree": {
        "Middle School",
        "High School",
        "Diploma",
        "Associate",
        "Bachelor",
        "Master",
        "Doctor",
    },
    "fluency": {
        "Elementary Proficiency",
        "Limited Working Proficiency",
        "Minimum Professional Proficiency",
        "Full Professional Proficiency",
        "Native or Bilingual Proficiency",
    },
    "level": {"Novice", "Beginner", "Intermediate", "Advanced", "Expert", "Master"},
}
_BASICS = ("basics", "location", "profiles")


def from_yaml_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Converter]:
    """Return a YAMLResume file as a content file, and its converter with the findings."""
    converter = Converter(marked=PARAGRAPHS, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    content = TypedMapping({}, value.span)
    for key, inner in value.items():
        if key == "content":
            content = converter.mapping(inner)
        elif key not in _LOOKS:
            converter.report_unused(key, inner, f"YAMLResume has no such key beside {_KNOWN}")
    convert_basics(_basics(content, converter), resume, converter)
    lists = json_lists()
    sections: list[Value] = []
    for key, inner in content.items():
        if key in lists:
            kind = lists[key]
            _name_english_words(inner, language, converter)
            found = entries(kind, inner, resume, converter, kind.yaml_resume)
            named: dict[str, Value] = {"type": Typed(kind.name, key.span)}
            sections += [mapping_of(key.span, {**named, "entries": found})] if found else []
        elif key not in _BASICS:
            converter.report_unused(key, inner)
    resume[Typed("sections", value.span)] = TypedList(sections, value.span)
    return resume, converter


def _name_english_words(listed: Value, language: Typed, converter: Converter) -> None:
    """Report the words that a file can have only in English, in a résumé of another language."""
    for item in items_of(listed) if not language.startswith("en") else ():
        for key, inner in item.items() if isinstance(item, TypedMapping) else ():
            if isinstance(inner, Typed) and inner in _WORDS.get(key, ()):
                converter.repair(
                    f"{cited(inner)} is in English: write it in your language", inner.span
                )


def _basics(content: TypedMapping, converter: Converter) -> TypedMapping:
    """Return `basics` with the keys that YAMLResume has beside it."""
    basics = TypedMapping({}, content.span)
    for key, inner in content.items():
        if key == "basics":
            basics.update(converter.mapping(inner))
        elif key in _BASICS:
            basics[key] = inner
    return basics
