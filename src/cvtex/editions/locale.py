"""A language's words: headings, labels, date patterns. The data stand in `cvtex/locales`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import yaml

from cvtex.codes import Code
from cvtex.content.languages import likely_subtags, parent_subtags
from cvtex.content.smart_quotes import between_quotes
from cvtex.content.typed import Typed, cited
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.resources import LOCALES

if TYPE_CHECKING:
    from babel import Locale as BabelLocale


@dataclass(frozen=True)
class Locale:
    """The words of one language.

    `dates` holds CLDR patterns (UTS #35) by precision: year, month, day. `script` is the ISO 15924
    name of the writing system; `title`, `photo`, `range`, `label` and `aside` are templates.
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
    """Return the locale for the language that a file names; that there is none is a finding."""
    if locale := find_locale(language):
        return Checked(locale)
    meant = meant_locale(language)
    hint = (
        f"write `language: {meant}`" if meant else f"the languages are {', '.join(known_locales())}"
    )
    message = f"there is no locale for {cited(language)}"
    return failed(Diagnostic(Code.LANGUAGE_UNKNOWN, message, language.span, hint))


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
