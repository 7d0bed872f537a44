"""The looks of an edition, as far as the Document has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cvtex.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family for a role.

    `scale` is its size relative to the text's; None matches the x-heights. That of a Latin font for
    text or headings is relative to the Han beside it. `span` is the setting.
    """

    family: str
    scale: float | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DesignWord:
    """A word of a design, with its span."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DesignWords:
    """The words of a design, which replace those of the language.

    `dates` is a style of dates (see `cvtex.wording.dates`), `case` is "upper" for titles of
    sections in capitals, `form` is the form of publications. `labels` and `titles` are by name; a
    label of "" is not printed. `dates_first` is whether the dates of an entry are read before its
    heading, `aside` are the types of sections that are read before the others.
    """

    dates: str = ""
    case: str = ""
    form: str = ""
    labels: Mapping[str, DesignWord] = field(default_factory=dict)
    titles: Mapping[str, DesignWord] = field(default_factory=dict)
    dates_first: bool = False
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Design:
    """The looks of an edition.

    `themes` are its theme and the bases of that, the first base first; `home` is the folder whose
    `themes/` has them, if they are not cvtex's own. `fonts` are by role (text, heading, mono,
    emphasis) and script (Latn; Hani, with `{form}` for the form of Han). `headings` are the
    commands that use the heading font. `keys` are settings of the class: group, key, value.
    `accent` is the colour of names and headings, as six hexadecimal digits,
    `text_width` the columns at which plain text is wrapped, 0 for not at all.
    """

    themes: tuple[str, ...] = ("classic",)
    home: Path | None = None
    fonts: Mapping[tuple[str, str], Typeface] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    words: DesignWords = field(default_factory=DesignWords)
    accent: str = "000000"
    text_width: int = 0

    def typeface(self, role: str, script: str) -> Typeface | None:
        """Return the font for a role in a script, or the text font."""
        return self.fonts.get((role, script)) or self.fonts.get(("text", script))
