from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale as BabelLocale
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import Span
from cvtex.locales import by_language, known_locales, read_keys, with_base, word_groups, words_of
from cvtex.schema.dates import Present, Range, parse_when
from cvtex.schema.records import Supervised
from cvtex.sections import section_types
from cvtex.source.typed import Typed
from cvtex.wording.locale import find_locale
from cvtex.wording.locale_file import faults

HERE = Span(Path("resume.yaml"), 1, 1)

# What stands below `read` in the files of the languages.
READ = {
    *("names", "frequent", "letters", "present", "ongoing", "since", "to", "expected", "months"),
    *("seasons", "sheet", "name", "headings", "modifiers", "organisations", "departments"),
    *("roles", "degrees", "places", "keys", "letter"),
}

# The sections that a locale has to name: those whose title may be left out.
UNTITLED = {
    name
    for name, kind in section_types().items()
    if not kind.section.model_fields["title"].is_required() and not kind.titles
}


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        *(("en", "en"), ("en-GB", "en-GB"), ("en-US", "en-US"), ("EN", "en"), ("en-AU", "en")),
        *(("en-Latn-GB", "en-GB"), ("en-Shaw", None), ("de", "de"), ("de-AT", "de")),
        *(("de-Latn-CH", "de-CH"), ("de-LI", "de"), ("pt", "pt"), ("pt-BR", "pt")),
        *(("pt-AO", "pt-PT"), ("pt-Latn-PT", "pt-PT"), ("es-MX", "es"), ("fr-CH", "fr")),
        *(("uz-Cyrl", None), ("sr", None), ("ar-EG", "ar"), ("fa-AF", "fa"), ("he-IL", "he")),
        *(("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-Hans", "zh-Hans")),
        *(("zh-Hans-CN", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"), ("zh-hans", "zh-Hans")),
        *(("zh-TW", "zh-Hant"), ("zh-Hant", "zh-Hant"), ("zh-Hant-TW", "zh-Hant")),
        *(("zh-HK", "zh-Hant-HK"), ("zh-Hant-HK", "zh-Hant-HK"), ("zh-MO", "zh-Hant-HK")),
        *(("zh-hant-mo", "zh-Hant-HK"), ("ja", "ja"), ("ja-JP", "ja"), ("ko-KR", "ko")),
        *(("no", "nb"), ("no-NO", "nb"), ("nb-NO", "nb"), ("nn", None)),
        *(("yue", None), ("tlh", None), ("nonsense", None), ("x", None), ("-", None)),
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
    """Each language has all the words that a résumé may need, from its file or from its base."""
    locale = find_locale(tag)

    assert faults(tag) == ()
    assert locale is not None
    assert locale.tag == tag
    assert set(locale.sections) == UNTITLED | {"summary"}
    assert set(locale.labels) >= set(Supervised.model_fields) | {"courses", "keywords"}
    assert set(locale.dates) == {"year", "month"}


@pytest.mark.parametrize("tag", known_locales())
def test_present(tag: str) -> None:
    """What a language prints and says of a time that has not ended is read as such."""
    said = [word for own, words in by_language("present") if own == tag for word in words]

    for word in (with_base(tag)["present"], *said):
        assert isinstance(parse_when(Typed(word, HERE)), Present)
        assert isinstance(parse_when(Typed(f"2021-09 – {word}", HERE)), Range)


@pytest.mark.parametrize("tag", known_locales())
def test_months(tag: str) -> None:
    """The names of months that are read are those of CLDR, which are printed; none is two."""
    given = words_of(tag).get("read", {}).get("months")
    if given is None:
        return
    babel = BabelLocale.parse(tag, sep="-").months
    for month, row in enumerate(given, 1):
        names = {
            babel["format"][width][month].rstrip(".").lower() for width in ("wide", "abbreviated")
        }
        assert names <= set(row.split(", "))


def test_no_month_is_two() -> None:
    """A name of a month in one language is not that of another month in a second one."""
    names = [name for month in word_groups("months") for name in {*month}]

    assert len(names) == len({*names})


def test_no_word_of_nobody() -> None:
    """All that a file has below `read` is read: each key is one that others have or English has."""
    known = set(read_keys())

    assert known <= READ


def test_titles_of_their_own() -> None:
    """The schema has sections of both kinds, so that the measure above looks at something."""
    assert UNTITLED
    assert {"list", "text"}.isdisjoint(UNTITLED)
