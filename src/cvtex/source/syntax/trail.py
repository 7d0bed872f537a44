"""What was read of YAML up to a place, for those who explain what stands there."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from cvtex.source.mending import Place


@dataclass(frozen=True, slots=True)
class Seen:
    """A text, an alias or what stands in brackets: where it begins, and where it ends."""

    kind: type[yaml.Event]
    style: str
    start: Place
    end: Place

    @property
    def quoted(self) -> bool:
        """Whether it is a text in quotes."""
        return self.kind is yaml.ScalarEvent and self.style in ("'", '"')

    @property
    def plain(self) -> bool:
        """Whether it is a text without quotes."""
        return self.kind is yaml.ScalarEvent and not self.style

    @property
    def block(self) -> bool:
        """Whether it is a text below `|` or `>`."""
        return self.kind is yaml.ScalarEvent and self.style in ("|", ">")


@dataclass(slots=True)
class Trail:
    """What was read up to a complaint.

    `last` is what ended last, `blocks` are the places where lists and mappings without brackets
    begin, `brackets` those of the brackets that are open.
    """

    last: Seen | None = None
    blocks: list[Place] = field(default_factory=list)
    brackets: list[Place] = field(default_factory=list)
