"""A language's words: headings, labels, date patterns. The data stand in `cvtex/locales`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import yaml

from cvtex.content.languages import likely_subtags, parent_subtags
from cvtex.resources import LOCALES

if TYPE_CHECKING:
    from babel import Locale as BabelLocale


@dataclass(frozen=True)
class Locale:
    """The words of one language.

    `dates` holds CLDR patterns (UTS #35) by precision: year, month, day. `script` is the ISO 15924
    name of the writing system; `title`, `range`, `label` and `aside` are templates.
    """

    tag: str
    script: str
    title: str
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


def known_locales() -> list[str]:
    """Return the tags that there are locales for."""
    return sorted(path.stem for path in LOCALES.glob("*.yaml"))
