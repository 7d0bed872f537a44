"""What a module of this package says of its type of section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, get_args

from cvtex.document import Block, Role
from cvtex.schema.fields import Record, records_in
from cvtex.schema.tags import Tagged, Worded
from cvtex.sections.building import build_block, gathered
from cvtex.wording.leaves import Leaves


class Section(Tagged):
    """Every section: its title is the locale's for its type, unless it has one of its own."""

    type: str
    """What kind of section it is: its entries have the keys of this kind."""
    title: Worded | None = None
    """The section's title, if it is not to be the language's word for its type."""

    def records(self) -> list[Any]:
        """Return the entries; of free text, none."""
        return getattr(self, "entries", [])


class Sorted(Section):
    """A section whose entries have dates."""

    sort: Literal["newest", "oldest"] | None = None
    """Which entries come first, by their dates; without, they are printed in your order."""


Names = Mapping[str, str]
"""Keys of another format, each with the key of ours that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionType:
    """A type of section.

    `heading` has the keys of an entry that make its heading, in reading order, with their roles;
    the first names the entry. An entry gets its heading, its dates and what its model has from
    `cvtex.schema.records`, unless `block` makes it otherwise, or `blocks` the section as a whole.

    `words` are what people call such a section in English (the files of the other languages have
    theirs), `keys` what they call its keys (words with spaces
    between them, and the key that they mean), `titles` its heading by language, where the locale
    has none.

    Of JSON Resume, `json_list` is the list that its entries are in, `json_keys` the names there of
    keys of ours, where they are not ours in camel case. `taken` are other names that JSON files
    have for keys of ours. `yaml_resume` and `rendercv` are the names in these formats;
    `rendercv_key` is a key that no other entry of RenderCV has. `fresh` are the paths to its lists
    in FRESH.
    """

    section: type[Section]
    heading: Mapping[str, Role] = field(default_factory=dict)
    block: Callable[[Any, Leaves], Block] | None = None
    blocks: Callable[[Any, Leaves], tuple[Block, ...]] | None = None
    words: str = ""
    keys: Names = field(default_factory=dict)
    titles: Names = field(default_factory=dict)
    json_list: str = ""
    json_keys: Names = field(default_factory=dict)
    taken: Names = field(default_factory=dict)
    yaml_resume: Names = field(default_factory=dict)
    rendercv: Names = field(default_factory=dict)
    rendercv_key: str = ""
    fresh: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self) -> str:
        """What a file calls it."""
        return str(get_args(self.section.model_fields["type"].annotation)[0])

    @property
    def entry(self) -> type[Record] | None:
        """The model of an entry; free text has none."""
        entries = self.section.model_fields.get("entries")
        return next(records_in(entries.annotation), None) if entries else None

    @property
    def title(self) -> str:
        """The key that an entry is headed by, and can't be without."""
        return next(iter(self.heading), "")

    def build(self, section: Section, leaves: Leaves) -> tuple[Block, ...]:
        """Return what stands in a section."""
        if self.blocks:
            return self.blocks(section, leaves)
        build = self.block or partial(build_block, self.heading)
        return gathered(build(record, leaves) for record in section.records())
