from __future__ import annotations

from string import Formatter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvtex.resources import LOCALES
from cvtex.schema.parts import Guided
from cvtex.sections import section_types
from cvtex.wording.locale import find_locale, known_locales

# The sections that a locale has to name: those whose title may be left out.
UNTITLED = {
    name
    for name, kind in section_types().items()
    if not kind.section.model_fields["title"].is_required() and not kind.titles
}


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        *(("en", "en"), ("en-GB", "en"), ("en-US", "en"), ("EN", "en"), ("en-Latn-GB", "en")),
        *(("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-Hans", "zh-Hans")),
        *(("zh-Hans-CN", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"), ("zh-hans", "zh-Hans")),
        *(("zh-TW", "zh-Hant"), ("zh-Hant", "zh-Hant"), ("zh-Hant-TW", "zh-Hant")),
        *(("zh-HK", "zh-Hant-HK"), ("zh-Hant-HK", "zh-Hant-HK"), ("zh-MO", "zh-Hant-HK")),
        *(("zh-hant-mo", "zh-Hant-HK"), ("ja", "ja"), ("ja-JP", "ja"), ("ko-KR", "ko")),
        *(("fr", None), ("yue", None), ("tlh", None), ("nonsense", None), ("x", None), ("-", None)),
        *(("en_GB", None), ("../en", None), ("en/../en", None), ("English", None), ("中文", None)),
    ],
)
def test_lookup(tag: str, found: str | None) -> None:
    """A tag finds the locale of its language, script and place, and no other script's."""
    locale = find_locale(tag)

    assert (locale.tag if locale else None) == found


@given(st.text() | st.from_regex(r"\A[A-Za-z0-9-]{1,20}\Z"))
def test_any_tag(tag: str) -> None:
    """Any text is the tag of a locale or of none: never a crash, never another file."""
    locale = find_locale(tag)

    assert locale is None or locale.tag in known_locales()


@pytest.mark.parametrize("tag", known_locales())
def test_complete(tag: str) -> None:
    """Each locale has all the words that a résumé may need, and templates with all their places."""
    locale = find_locale(tag)
    assert locale is not None
    templates = (locale.title, locale.range, locale.label, locale.aside)
    places = [[name for _, name, _, _ in Formatter().parse(text) if name] for text in templates]

    assert set(locale.sections) == UNTITLED | {"summary"}
    assert set(locale.labels) >= set(Guided.model_fields) | {"courses", "keywords"}
    assert set(locale.dates) == {"year", "month"}
    assert places == [["name"], ["start", "end"], ["label"], ["text", "aside"]]
    assert all([*locale.sections.values(), *locale.labels.values(), locale.present, locale.list])


def test_same_keys() -> None:
    """All locales have the same keys, at each level."""

    def keys(value: object) -> object:
        return {key: keys(value[key]) for key in sorted(value)} if isinstance(value, dict) else None

    files = [
        yaml.safe_load((LOCALES / f"{tag}.yaml").read_text("utf-8")) for tag in known_locales()
    ]

    assert len(files) > 1
    assert all(keys(file) == keys(files[0]) for file in files)


def test_titles_of_their_own() -> None:
    """The schema has sections of both kinds, so that the measure above looks at something."""
    assert UNTITLED
    assert {"list", "text"}.isdisjoint(UNTITLED)
