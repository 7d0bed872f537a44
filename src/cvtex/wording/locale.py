"""Finds the locale of a language: its headings, labels and date patterns, from `cvtex/locales`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.locales import by_language, known_locales
from cvtex.paths import latex_dir
from cvtex.schema.language_tags import (
    canonical_tag,
    fallbacks,
    likely_subtags,
    names,
    parent_subtags,
)
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.typed import Typed, cited
from cvtex.wording.locale_file import faults, whole

if TYPE_CHECKING:
    from babel import Locale as BabelLocale


# RFC 5646, section 2.1, enough to distinguish a tag from other words.
_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# CLDR's skeletons of dates by precision (UTS #35, part 4, 2.6.2.1).
_SKELETONS = {"year": "y", "month": "yMMM"}
# The script for languages whose script is not supported, from left to right.
_PLAIN = "Latn"


@dataclass(frozen=True)
class Locale:
    """The words of one language.

    `dates` are patterns (UTS #35) by precision: year, month. `script` is an ISO 15924 code.
    `title`, `photo`, `signature`, `range`, `label`, `aside`, `degree`, `quotes` and `inner_quotes`
    are templates. `degree` is empty if a degree and its area are two texts, and the quotes are if
    the file has none. `letter` is the usual layout of a letter.
    """

    tag: str
    script: str
    title: str
    photo: str
    signature: str
    letter: str
    present: str
    dates: dict[str, str]
    range: str
    label: str
    list: str
    aside: str
    degree: str
    quotes: str
    inner_quotes: str
    sections: dict[str, str]
    labels: dict[str, str]

    @cached_property
    def babel(self) -> BabelLocale:
        """The locale in CLDR's data."""
        from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that only a build spends

        return BabelLocale.parse(self.tag, sep="-")

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.script != _PLAIN and self.babel.text_direction == "rtl"


def find_locale(tag: str) -> Locale | None:
    """Return the locale for a BCP 47 tag, or None.

    The tag is completed with CLDR's likely subtags (zh is zh-Hans-CN), then shortened until there
    is a file for it (lookup, RFC 4647, section 3.4), or replaced by its parent in CLDR if that is
    not the shorter tag (Macau's is Hong Kong).
    """
    known = known_locales()
    if (typed := canonical_tag(tag)) in known:
        return Locale(tag=typed, **whole(typed))
    subtags = likely_subtags(tag)
    while subtags[1:]:  # the script must match
        for name in names(subtags):
            if name in known and likely_subtags(name)[1] == subtags[1]:
                return Locale(tag=name, **whole(name))
        subtags = parent_subtags(subtags)
    return None


def locale_of(language: Typed) -> Checked[Locale]:
    """Return the locale for the language of a content file.

    A language without a file in `locales/` has English words and its own dates, with a warning. An
    invalid tag is an error, and so are errors in the file in `locales/`.
    """
    if locale := find_locale(language):
        found = faults(locale.tag)
        return Checked(None if found else locale, found)
    message = f"there is no locale for {cited(language)}"
    locales = f"the languages are {', '.join(known_locales())}"
    if locale := general_locale(language):
        words = _in_english(locale.tag) if locale.tag in known_locales() else _in_english("en")
        message += f": headings and labels are in {words}"
        labels = ", ".join(locale.labels)
        hint = f"give each section a `title`, and the design `labels`: {labels}; {locales}"
        warning = Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, hint, tolerated=True)
        return Checked(locale, (warning,))
    tag_ = meant_locale(language)
    hint = f"write `language: {tag_}`" if tag_ else locales
    return failed(Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, hint))


def general_locale(tag: str) -> Locale | None:
    """Return a locale for any language in CLDR (BCP 47), or None.

    It is that of a shorter tag, or of Chinese for Han scripts, or English with the dates of the
    language.
    """
    from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that few languages need

    english = find_locale("en")
    named = BabelLocale("en").languages
    if (
        english is None
        or not _TAG.fullmatch(tag)
        or tag.split("-", maxsplit=1)[0].lower() not in named
    ):
        return None
    known = next((prefix for prefix in fallbacks(tag) if likely_subtags(prefix)), "")
    if not known:
        return english
    _, script, *places = likely_subtags(known)
    near = ["-".join(("zh", script, *places))] if script in ("Hans", "Hant") else []
    if locale := next(filter(None, map(find_locale, (known, *near))), None):
        return locale
    patterns = BabelLocale.parse(known, sep="-").datetime_skeletons
    dates = {
        precision: patterns[skeleton].pattern if skeleton in patterns else english.dates[precision]
        for precision, skeleton in _SKELETONS.items()
    }
    if not (latex_dir() / "scripts" / f"{script}.def").is_file():
        script = english.script
    return replace(english, tag=known, script=script, dates=dates, quotes="", inner_quotes="")


def _in_english(tag: str) -> str:
    from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that few languages need

    return str(BabelLocale("en").languages[tag.split("-", maxsplit=1)[0]])


def meant_locale(typed: str) -> str:
    """Return the tag for a language's name, or nearly its name, or a tag with underscores, or ''.

    Names are CLDR's, in all our languages.
    """
    typed = between_quotes(typed) or typed.strip()
    hyphened = typed.replace("_", "-")
    if find_locale(hyphened):
        return hyphened
    known = _tags_by_name()
    near = difflib.get_close_matches(typed.lower(), known, n=1, cutoff=0.75)
    return _shortest(known[near[0]]) if near else ""


def named_locale(name: str) -> str:
    """Return the tag for a language's name in any of our languages, or ''."""
    known = _tags_by_name().get(name.strip().lower())
    return _shortest(known) if known else ""


def _tags_by_name() -> dict[str, str]:
    from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms, rarely needed

    locales = [BabelLocale.parse(tag, sep="-") for tag in known_locales()]
    known = {word.lower(): tag for tag, words in by_language("names") for word in words}
    for locale, shown in product(locales, locales):
        known[str(locale.get_display_name(shown)).lower()] = str(locale).replace("_", "-")
        known[str(locale.get_language_name(shown)).lower()] = locale.language
    return known


def _shortest(tag: str) -> str:
    """Return the language subtag alone if it means the same locale: `zh` for `zh-Hans`."""
    language = tag.split("-", maxsplit=1)[0]
    found = find_locale(language)
    return language if found and found.tag == tag else tag
