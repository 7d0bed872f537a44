"""The kinds of values that an option of a design may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cvtex.source.typed import Typed, TypedMapping, Value

_LENGTH = re.compile(r"(?:[0-9]{1,3})(?:\.[0-9]{1,2})?(mm|cm|pt|in)")
_POINTS = {"pt": 1.0, "mm": 72.27 / 25.4, "cm": 72.27 / 2.54, "in": 72.27}


class Kind(Protocol):
    """What values of a kind are, and how TeX gets them."""

    def read(self, value: Value) -> str:
        """Return a value as TeX takes it.

        Raises:
            ValueError: it is of another kind; says what is expected.

        """

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the values."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Choice:
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


@dataclass(frozen=True, slots=True)
class Length:
    """A length with its unit, between two lengths in points."""

    least: float
    most: float

    def read(self, value: Value) -> str:
        """Return the length as it was typed."""
        match = _LENGTH.fullmatch(value) if isinstance(value, Typed) else None
        if not match:
            raise ValueError("a length is a number with mm, cm, in or pt")
        points = float(match[0][: -len(match[1])]) * _POINTS[match[1]]
        if not self.least <= points <= self.most:
            raise ValueError(f"a length here is from {self._in(match[1])}")
        return match[0]

    def _in(self, unit: str) -> str:
        least, most = (round(points / _POINTS[unit], 1) for points in (self.least, self.most))
        return f"{least:g}{unit} to {most:g}{unit}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        return {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}


@dataclass(frozen=True, slots=True)
class Number:
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


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page: one length for all four, or some by side."""

    length: Length
    sides = ("top", "right", "bottom", "left")

    def read(self, value: Value) -> str:
        """Return the margins as the geometry package takes them."""
        if isinstance(value, TypedMapping) and value:
            if strange := [key for key in value if key not in self.sides]:
                raise ValueError(f"a margin is at the {', '.join(self.sides)}, not `{strange[0]}`")
            return ", ".join(f"{side} = {self.length.read(one)}" for side, one in value.items())
        return f"margin = {self.length.read(value)}"

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema."""
        one = self.length.schema()
        sides = dict.fromkeys(self.sides, one)
        return {
            "anyOf": [
                one,
                {"type": "object", "properties": sides, "additionalProperties": False},
            ]
        }
