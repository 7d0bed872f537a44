"""A language's words: headings, labels, date patterns. The data stand in `cvtex/locales`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import yaml

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.resources import LOCALES
from cvtex.schema.languages import likely_subtags, parent_subtags, shortened
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.typed import Typed, cited

if TYPE_CHECKING:
    from babel import Locale as BabelLocale


# RFC 5646, section 2.1, as far as it tells a tag from other words.
_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# A date's precision, and what CLDR calls the pattern for it (UTS #35, part 4, 2.6.2.1).
_SKELETONS = {"year": "y", "month": "yMMM"}


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


def find_locale(tag: str) -> Locale | None:
    """Return the locale for a BCP 47 tag, or None if there is none.

    The tag is first filled up by CLDR's likely subtags (zh is zh-Hans-CN), then shortened from its
    end until there is a file for it (lookup, RFC 4647 section 3.4); where CLDR names another parent
    than the shorter tag (Hong Kong, of Macau), that is next.
    """
    subtags = likely_subtags(tag)
    while subtags:
        path = LOCALES / f"{'-'.join(subtags)}.yaml"
        if path.is_file():
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            return Locale(tag="-".join(subtags), **data)
        subtags = parent_subtags(subtags)
    return None


def locale_of(language: Typed) -> Checked[Locale]:
    """Return the locale for the language that a file names.

    A language without a locale has English words and the dates of its own, with a warning.
    An invalid language tag is an error.
    """
    if locale := find_locale(language):
        return Checked(locale)
    message = f"there is no locale for {cited(language)}"
    locales = f"the languages are {', '.join(known_locales())}"
    if locale := general_locale(language):
        words = "Chinese" if locale.tag.startswith("zh") else "English"
        message += f": headings and labels are in {words}"
        if locale.babel.text_direction == "right-to-left":
            message += ", and lines begin at the left"
        warning = Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, locales, tolerated=True)
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
    known = next((one for one in shortened(tag) if likely_subtags(one)), "")
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
    return replace(english, tag=known, dates=dates)


def known_locales() -> list[str]:
    """Return the tags that there are locales for."""
    return sorted(path.stem for path in LOCALES.glob("*.yaml"))


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
    names: dict[str, str] = {
        "cn": "zh",
        "简体中文": "zh",
        "汉语": "zh",
        "普通话": "zh",
        "mandarin": "zh",
        "英文": "en",
    }
    for locale, shown in product(locales, locales):
        names[str(locale.get_display_name(shown)).lower()] = str(locale).replace("_", "-")
        names[str(locale.get_language_name(shown)).lower()] = locale.language
    near = difflib.get_close_matches(typed.lower(), names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""
