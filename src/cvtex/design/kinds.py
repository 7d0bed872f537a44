"""The kinds of values that an option of a design may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias

from cvtex.diagnostics import Span
from cvtex.source.synonyms import closest
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

_LENGTH = re.compile(r"(?:[0-9]{1,3})(?:\.[0-9]{1,2})?(mm|cm|pt|in)")
_POINTS = {"pt": 1.0, "mm": 72.27 / 25.4, "cm": 72.27 / 2.54, "in": 72.27}


def in_points(length: str) -> float:
    """Return a length such as `30mm` in points of TeX, 72.27 to an inch."""
    return float(length[:-2]) * _POINTS[length[-2:]]


Setting: TypeAlias = str | tuple[tuple[str, Typed], ...]
"""A value as TeX takes it, or texts by their names."""


class UnknownNameError(ValueError):
    """A mapping has a key that it can't have: at which place, and what was meant."""

    def __init__(self, reason: str, hint: str, span: Span) -> None:
        """Tell all three."""
        super().__init__(reason)
        self.hint, self.span = hint, span


class OptionKind(Protocol):
    """What values of a kind are, and how TeX gets them."""

    def read(self, value: Value) -> Setting:
        """Return a value as TeX takes it, or texts by their names.

        Raises:
            UnknownNameError: it has a key that is not known.
            ValueError: it is of another kind; says what is expected.

        """

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values."""


class Colour:
    """A colour in sRGB, as six hexadecimal digits."""

    def read(self, value: Value) -> str:
        """Return the six digits, in capitals."""
        if isinstance(value, Typed) and re.fullmatch("#?[0-9A-Fa-f]{6}", value):
            return value.removeprefix("#").upper()
        raise ValueError("a colour is six hexadecimal digits")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        # An editor takes 000000 for a number.
        return {"type": ["string", "integer"], "pattern": "^#?[0-9A-Fa-f]{6}$"}


class OneOf(NamedTuple):
    """One of some words, each with what TeX gets for it."""

    values: Mapping[str, str]

    def read(self, value: Value) -> str:
        """Return what TeX gets for a word."""
        if isinstance(value, Typed) and value in self.values:
            return self.values[value]
        raise ValueError(f"expected {', '.join(f'`{word}`' for word in self.values)}")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        flags = {"true": True, "false": False}
        return {"enum": [flags.get(word, word) for word in self.values]}


class Length(NamedTuple):
    """A length with its unit, between two lengths in points."""

    least: float
    most: float

    def read(self, value: Value) -> str:
        """Return the length as it was typed."""
        match = _LENGTH.fullmatch(value) if isinstance(value, Typed) else None
        if not match:
            raise ValueError("a length is a number with mm, cm, in or pt, and no space")
        if not self.least <= in_points(match[0]) <= self.most:
            raise ValueError(f"a length here is from {self._in(match[1])}")
        return match[0]

    def _in(self, unit: str) -> str:
        least, most = (round(points / _POINTS[unit], 1) for points in (self.least, self.most))
        return f"{least:g}{unit} to {most:g}{unit}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}


class NumberBetween(NamedTuple):
    """A number between two."""

    least: float
    most: float

    def read(self, value: Value) -> str:
        """Return the number as it was typed."""
        is_number = isinstance(value, Typed) and re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", value)
        if is_number and self.least <= float(str(value)) <= self.most:
            return str(value)
        raise ValueError(f"a number from {self.least:g} to {self.most:g} is expected")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": ["number", "string"], "minimum": self.least, "maximum": self.most}


class WholeNumber(NamedTuple):
    """A whole number between two."""

    least: int
    most: int

    def read(self, value: Value) -> str:
        """Return the number as it was typed."""
        is_number = isinstance(value, Typed) and re.fullmatch("[1-9][0-9]{0,3}", value)
        if is_number and self.least <= int(str(value)) <= self.most:
            return str(value)
        raise ValueError(f"a whole number from {self.least} to {self.most} is expected")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": ["integer", "string"], "minimum": self.least, "maximum": self.most}


class Margins(NamedTuple):
    """The margins of a page: one length for all four, or some by side."""

    length: Length

    def read(self, value: Value) -> str:
        """Return the margins as the geometry package takes them."""
        if isinstance(value, TypedMapping) and value:
            return self._sides.read(value)
        return f"margin = {self.length.read(value)}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"anyOf": [self.length.schema(), self._sides.schema()]}

    @property
    def _sides(self) -> Lengths:
        return Lengths(("top", "right", "bottom", "left"), self.length)


class Lengths(NamedTuple):
    """Lengths by name, some of those that there are."""

    names: tuple[str, ...]
    length: Length

    def read(self, value: Value) -> str:
        """Return the lengths as keys of the class."""
        given = _mapping(value, self.names, f"some of {', '.join(self.names)} are expected")
        return ", ".join(f"{name} = {self.length.read(one)}" for name, one in given.items())

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        properties = dict.fromkeys(self.names, self.length.schema())
        return {"type": "object", "properties": properties, "additionalProperties": False}


class NamedTexts(NamedTuple):
    """Texts by name; `off` is for none, if that may be."""

    names: Callable[[], Collection[str]]
    may_be_off: bool = False

    def read(self, value: Value) -> tuple[tuple[str, Typed], ...]:
        """Return the texts by their names, "" for what is off."""
        texts = []
        for name, text in _mapping(value, self.names(), "texts by name are expected").items():
            if not isinstance(text, Typed) or not text.strip():
                off = " or `off`" if self.may_be_off else ""
                raise ValueError(f"`{name}` is a text{off}")
            is_off = self.may_be_off and text in _OFF
            texts.append((str(name), Typed("", text.span) if is_off else text))
        return tuple(texts)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        # An editor takes `off` for a flag.
        one = {"type": ["string", "boolean"] if self.may_be_off else "string"}
        properties = dict.fromkeys(self.names(), one)
        return {"type": "object", "properties": properties, "additionalProperties": False}


class NameList(NamedTuple):
    """A list of names, of those that there are."""

    names: Callable[[], Collection[str]]

    def read(self, value: Value) -> tuple[tuple[str, Typed], ...]:
        """Return the names."""
        if not isinstance(value, TypedList):
            raise ValueError("a list is expected")  # noqa: TRY004 - what was typed is wrong
        known = self.names()
        for name in value:
            if not isinstance(name, Typed) or name not in known:
                raise unknown(name, known)
        return tuple((str(name), name) for name in value if isinstance(name, Typed))

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "array", "items": {"enum": list(self.names())}}


_OFF = ("off", "false")


def unknown(name: Value, names: Collection[str]) -> UnknownNameError:
    """Return the error for a name that there is not, with the one that was meant."""
    typed = name if isinstance(name, Typed) else ""
    meant = closest(typed, names, {})
    hint = f"did you mean `{meant}`?" if meant else f"the names are {', '.join(names)}"
    return UnknownNameError(f"no {cited(typed)}" if typed else "no such name", hint, name.span)


def _mapping(value: Value, names: Collection[str], expected: str) -> dict[Typed, Value]:
    """Return what a mapping has that is not empty, if it has no other keys than these."""
    if not isinstance(value, TypedMapping):
        raise ValueError(expected)  # noqa: TRY004 - what was typed is wrong, not its type in Python
    for key in value:
        if key not in names:
            raise unknown(key, names)
    return {key: one for key, one in value.items() if not isinstance(one, Empty)}
