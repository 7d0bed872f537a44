"""A language's words: headings, labels, date patterns. The data stand in `cvtex/locales`."""

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


# RFC 5646, section 2.1, as far as it tells a tag from other words.
_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# A date's precision, and what CLDR calls the pattern for it (UTS #35, part 4, 2.6.2.1).
_SKELETONS = {"year": "y", "month": "yMMM"}


# The script in which any text can be set, from left to right.
_PLAIN = "Latn"


@dataclass(frozen=True)
class Locale:
    """The words of one language.

    `dates` holds CLDR patterns (UTS #35) by precision: year, month. `script` is the ISO 15924 name
    of the writing system; `title`, `photo`, `range`, `label`, `aside` and `degree` are templates,
    the last one empty where a degree and its area are two texts.
    """

    tag: str
    script: str
    title: str
    photo: str
    present: str
    dates: dict[str, str]
    range: str
    label: str
    list: str
    aside: str
    degree: str
    sections: dict[str, str]
    labels: dict[str, str]

    @cached_property
    def babel(self) -> BabelLocale:
        """The locale in CLDR's data."""
        from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that only a build spends

        return BabelLocale.parse(self.tag, sep="-")

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left, in a script that is set so."""
        return self.script != _PLAIN and self.babel.text_direction == "rtl"


def find_locale(tag: str) -> Locale | None:
    """Return the locale for a BCP 47 tag, or None if there is none.

    The tag is first filled up by CLDR's likely subtags (zh is zh-Hans-CN), then shortened from its
    end until there is a file for it (lookup, RFC 4647 section 3.4); where CLDR names another parent
    than the shorter tag (Hong Kong, of Macau), that is next.
    """
    known = known_locales()
    if (typed := canonical_tag(tag)) in known:
        return Locale(tag=typed, **whole(typed))
    subtags = likely_subtags(tag)
    while subtags[1:]:  # without its script it is of another
        for name in names(subtags):
            if name in known and likely_subtags(name)[1] == subtags[1]:
                return Locale(tag=name, **whole(name))
        subtags = parent_subtags(subtags)
    return None


def locale_of(language: Typed) -> Checked[Locale]:
    """Return the locale for the language that a file names.

    A language without a locale has English words and the dates of its own, with a warning.
    An invalid language tag is an error, and so is what is wrong with the file of a language.
    """
    if locale := find_locale(language):
        found = faults(locale.tag)
        return Checked(None if found else locale, found)
    message = f"there is no locale for {cited(language)}"
    locales = f"the languages are {', '.join(known_locales())}"
    if locale := general_locale(language):
        words = _in_english(locale.tag) if locale.tag in known_locales() else _in_english("en")
        message += f": headings and labels are in {words}"
        hint = f"give each section a `title`; {locales}"
        warning = Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, hint, tolerated=True)
        return Checked(locale, (warning,))
    meant = meant_locale(language)
    hint = f"write `language: {meant}`" if meant else locales
    return failed(Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, hint))


def general_locale(tag: str) -> Locale | None:
    """Return words for any tag (BCP 47) of a language that CLDR names, as far as there are some.

    They are those of a shorter tag, or of Chinese where Han is written, else English with CLDR's
    dates of the language.
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
    known = next((one for one in fallbacks(tag) if likely_subtags(one)), "")
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
    return replace(english, tag=known, script=script, dates=dates)


def _in_english(tag: str) -> str:
    from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that few languages need

    return str(BabelLocale("en").languages[tag.split("-", maxsplit=1)[0]])


def meant_locale(typed: str) -> str:
    """Return the tag that is meant by a language's name, or by a tag in another form; or nothing.

    Names are those of CLDR, in each of the languages that there are locales for.
    """
    from babel import Locale as BabelLocale  # noqa: PLC0415 - 50 ms that only this slip spends

    typed = between_quotes(typed) or typed.strip()
    hyphened = typed.replace("_", "-")
    if find_locale(hyphened):
        return hyphened
    locales = [BabelLocale.parse(tag, sep="-") for tag in known_locales()]
    known = {word.lower(): tag for tag, words in by_language("names") for word in words}
    for locale, shown in product(locales, locales):
        known[str(locale.get_display_name(shown)).lower()] = str(locale).replace("_", "-")
        known[str(locale.get_language_name(shown)).lower()] = locale.language
    near = difflib.get_close_matches(typed.lower(), known, n=1, cutoff=0.75)
    return _shortest(known[near[0]]) if near else ""


def _shortest(tag: str) -> str:
    """Return a language's name alone, if it stands for a tag: `zh` for `zh-Hans`."""
    language = tag.split("-", maxsplit=1)[0]
    found = find_locale(language)
    return language if found and found.tag == tag else tag
