"""Converts dates of other programs to ours, or to words."""

from __future__ import annotations

import re

from cvtex.exchange.date_words import in_english
from cvtex.exchange.texts.plain import plain
from cvtex.markup import parse_markup
from cvtex.schema.date_guesses import guesses
from cvtex.schema.date_readings import MOMENT, PRESENT, is_present
from cvtex.schema.dates import (
    Calendar,
    Date,
    DateError,
    DateInWords,
    Present,
    Range,
    ends_before,
    iso,
    parse_when,
)
from cvtex.source.typed import Typed, cited

_OF_A_YEAR = re.compile(r"\D*(?:19|20)\d\d\D*")
# Markup around words that would else be read as a date, the slightest first.
_FORMS = ("{}", "*{}*", "`{}`")
# Placeholders for a missing date.
_NOTHING = frozenset({"-", "–", "—", "?", "n/a", "na", "none", "null", "undefined", "nan", "tbd"})


def read_date(typed: Typed, *, free: bool, localised: bool = True) -> tuple[Typed | None, str]:
    """Return a date of ours or words, and a message or ''.

    A text with one meaning becomes that date. `free` allows any words; `localised` means that the
    page has the language's word for "present".
    """
    text = typed.strip()
    if text.lower() in _NOTHING:
        return None, ""
    if not localised and is_present(text) and text.lower() != PRESENT:
        return as_words(typed, text), ""
    moment = MOMENT.fullmatch(text)
    return _read(typed, moment["date"] if moment else text, free=free)


def _read(typed: Typed, day: str, *, free: bool) -> tuple[Typed, str]:
    when = when_of(Typed(day, typed.span, quoted=True))
    if isinstance(when, DateInWords | None) and (english := in_english(day)) != day:
        translated = when_of(Typed(english, typed.span, quoted=True))
        when = translated if isinstance(translated, Calendar | Range) else when
    message = f"{cited(day)} is not a single date"
    match when:
        case Calendar() | Present():
            return _like(typed, iso(when)), ""
        case Range() if not ends_before(when.start, when.end):
            return _like(typed, str(when.typed)), ""
        case Range():
            message = f"in {cited(day)} the end is before the start"
        case DateInWords():
            message = "" if free or _OF_A_YEAR.fullmatch(day) else f"{cited(day)} is not a date"
        case _:
            guessed = list(
                dict.fromkeys(_written(guess) for guess in guesses(Typed(day, typed.span)))
            )
            if len(guessed) == 1:
                return _like(typed, guessed[0]), f"{cited(day)} is taken as `{guessed[0]}`"
    return as_words(typed, day), message


def when_of(text: Typed) -> Date | Range | None:
    """Return the date or range of a text, or None."""
    try:
        return parse_when(text)
    except DateError:
        return None


def date_of(text: Typed) -> Date | None:
    """Return the date of a text, or None."""
    when = when_of(text)
    return None if isinstance(when, Range) else when


def as_words(typed: Typed, text: str) -> Typed:
    """Return markup as a date in words, emphasised if it would else be read as a date."""
    shown = plain(parse_markup(text))
    forms = (Typed(form.format(text), typed.span, quoted=True) for form in _FORMS)
    words = next((guess for guess in forms if _is_words(guess, shown)), typed)
    return Typed(words, typed.span, quoted=True, source=typed.source)


def _is_words(typed: Typed, shown: str) -> bool:
    return isinstance(when_of(typed), DateInWords) and plain(parse_markup(typed)) == shown


def _written(when: Calendar | Present | Range) -> str:
    return f"{iso(when.start)} – {iso(when.end)}" if isinstance(when, Range) else iso(when)


def _like(typed: Typed, text: str) -> Typed:
    return Typed(text, typed.span, source=typed.source)
