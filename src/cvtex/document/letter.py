"""A cover letter: its parts in reading order, below the head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cvtex.document.blocks import Block, block_lines
from cvtex.document.inline import Leaf


class PartRole(StrEnum):
    """What a part of a letter is."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    DATE = "date"
    SUBJECT = "subject"
    OPENING = "opening"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ENCLOSURES = "enclosures"


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part of a letter; each line of an address is a paragraph."""

    role: PartRole
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: the name of its layout, and its parts."""

    layout: str
    parts: tuple[LetterPart, ...]

    def without(self, role: PartRole) -> Letter:
        """Return the letter without its parts of a role."""
        return replace(self, parts=tuple(part for part in self.parts if part.role is not role))

    def lines(self) -> Iterator[tuple[Leaf, ...]]:
        """Yield the lines of all parts, each with its leaves in reading order."""
        for part in self.parts:
            for block in part.blocks:
                yield from block_lines(block)
