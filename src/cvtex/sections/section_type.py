"""`SectionType`, the description of a section type, and the bases of section models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, get_args

from cvtex.document import Block, Role
from cvtex.schema.fields import Flag, Record, records_in
from cvtex.schema.language_tags import fallbacks
from cvtex.schema.tags import Noted, Worded
from cvtex.sections.blocks import build_block, merged_lists
from cvtex.wording.leaves import Leaves
from cvtex.wording.locale import Locale


class SectionModel(Noted):
    """The base of all sections."""

    type: str
    """The type of the section, which decides the keys of its entries."""
    title: Worded | None = None
    """The section's title; by default the language's word for its type."""
    break_before: Flag = False
    """Whether it begins a page."""
    table: Flag = False
    """Whether its entries are rows of a table, with rules between them."""

    def records(self) -> list[Any]:
        """Return the entries; free text has none."""
        return getattr(self, "entries", [])


class Sorted(SectionModel):
    """A section whose entries have dates."""

    sort: Literal["newest", "oldest"] | None = None
    """The order of entries by date; without it, they are printed in your order."""


Names = Mapping[str, str]
"""Our keys by the names in another format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionType:
    """A type of section.

    `heading` has the keys of an entry's heading in reading order with their roles; the first is the
    title. An entry is printed with its heading, its dates and the keys from `cvtex.schema.records`,
    unless `block` builds it, or `blocks` the whole section.

    `synonyms` are words for the section in English, with spaces between them (other languages have
    theirs in `locales/`); `key_synonyms` are words for its keys, with the key; `titles` are its
    headings by language, if the locales have none.

    `json_list` is the list of its entries in JSON Resume, `json_keys` the names there of our keys,
    if they are not ours in camel case; `json_synonyms` are other names in JSON files.
    `yaml_resume` and `rendercv` are the names in these formats; `rendercv_key` is a key that only
    its entries have in RenderCV. `fresh` are the paths of its lists in FRESH.
    """

    section: type[SectionModel]
    heading: Mapping[str, Role] = field(default_factory=dict)
    block: Callable[[Any, Leaves], Block] | None = None
    blocks: Callable[[Any, Leaves], tuple[Block, ...]] | None = None
    synonyms: str = ""
    key_synonyms: Names = field(default_factory=dict)
    titles: Names = field(default_factory=dict)
    json_list: str = ""
    json_keys: Names = field(default_factory=dict)
    json_synonyms: Names = field(default_factory=dict)
    yaml_resume: Names = field(default_factory=dict)
    rendercv: Names = field(default_factory=dict)
    rendercv_key: str = ""
    fresh: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self) -> str:
        """The name in a file."""
        return str(get_args(self.section.model_fields["type"].annotation)[0])

    @property
    def entry(self) -> type[Record] | None:
        """The model of an entry; free text has none."""
        entries = self.section.model_fields.get("entries")
        return next(records_in(entries.annotation), None) if entries else None

    @property
    def title(self) -> str:
        """The key of an entry's title, which is required."""
        return next(iter(self.heading), "")

    def title_in(self, locale: Locale) -> str:
        """Return the usual title of such a section in a language, "" if nobody gave one."""
        own = (self.titles[tag] for tag in fallbacks(locale.tag) if tag in self.titles)
        return locale.sections.get(self.name) or next(own, "")

    def build(self, section: SectionModel, leaves: Leaves) -> tuple[Block, ...]:
        """Return the blocks of a section."""
        if self.blocks:
            return self.blocks(section, leaves)
        build = self.block or partial(build_block, self.heading)
        return merged_lists(build(record, leaves) for record in section.records())
