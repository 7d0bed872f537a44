"""What the YAML parser has read when it fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from cvtex.source.buffer import Place


class Token(NamedTuple):
    """A scalar, an alias or a collection in brackets, with its start and end."""

    kind: type[yaml.Event]
    style: str
    start: Place
    end: Place

    @property
    def quoted(self) -> bool:
        """Whether it is a quoted scalar."""
        return self.kind is yaml.ScalarEvent and self.style in ("'", '"')

    @property
    def plain(self) -> bool:
        """Whether it is a plain scalar."""
        return self.kind is yaml.ScalarEvent and not self.style

    @property
    def block(self) -> bool:
        """Whether it is a block scalar (`|` or `>`)."""
        return self.kind is yaml.ScalarEvent and self.style in ("|", ">")


@dataclass(slots=True)
class ParseProgress:
    """The last token, the starts of the block collections, and of the brackets still open."""

    last: Token | None = None
    blocks: list[Place] = field(default_factory=list)
    brackets: list[Place] = field(default_factory=list)
