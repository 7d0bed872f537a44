"""Tells by its keys whether a file is a part of a résumé: no line of any other file is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import islice
from pathlib import Path

from cvtex.content.repairs.synonyms import key_synonyms
from cvtex.diagnostics import Checked
from cvtex.sections import section_types
from cvtex.source.encoding import unicode_of
from cvtex.source.file import read_content
from cvtex.source.synonyms import KEYS, closest, same, snake
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

# Keys that files of other programs hardly have at the top of a list or a mapping.
_TELLING = frozenset(
    {
        *("include", "entries", "highlights", "parts", "courses", "start_date", "end_date"),
        *("institution", "organization", "position", "study_type", "venue", "awarder", "fluency"),
    }
)

# No part of a résumé has more keys at its top; a text shows those of its parts too.
_KEYS_MAX = 50
_TEXT_KEYS_MAX = 500

# A key at the beginning of a line, or anywhere in JSON; `entries` anywhere.
_KEY = re.compile(
    r"""(?:^[ ]{0,2}(?:- )?|\b(?=entries\b)|["'])([^\W\d][\w-]*)["']?[ \t]*[:：=]""", re.MULTILINE
)

# A key at any depth, in any form.
_ANY_KEY = re.compile(
    r"""(?:^[ \t]*(?:- +)*|[{,]\s*)["']?([^\W\d][\w-]*)["']?[ \t]*[:：]""", re.MULTILINE
)

_TYPE = re.compile(r"""\btype["']?[ \t]*[:：][ \t]*["']?(\w+)""")


def meanings(keys: Iterable[str], known: Collection[str]) -> list[str]:
    """Return for each key the known key that it is, or '' for an unknown one or one too many.

    A known key may be misspelt, or in another language. English synonyms prove nothing: many
    programs have a `description` or an `image`.
    """
    keys = iter(keys)
    meant = [_meaning(key, known) for key in islice(keys, _KEYS_MAX)]
    return meant if next(keys, None) is None else [*meant, ""]


def keys_in(path: Path) -> list[str]:
    """Return the keys in a file that can't be parsed, each once.

    With a type of section there is also `entries`, which may be what is missing.
    """
    text = _text_of(path)
    keys = dict.fromkeys(match[1] for match in islice(_KEY.finditer(text), _TEXT_KEYS_MAX))
    types = {match[1] for match in _TYPE.finditer(text)}
    return [*keys, *({"entries"} if types & telling_types() else set())]


def keys_at_any_depth(path: Path) -> list[str]:
    """Return the keys in a file that can't be parsed, each once, also those inside of others."""
    return [*dict.fromkeys(match[1] for match in _ANY_KEY.finditer(_text_of(path)))]


def are_known(keys: Iterable[str], more: Collection[str] = ()) -> bool:
    """Return whether all keys are those of sections and entries, or among `more`."""
    return "" not in meanings(keys, {*more, *_part_keys()})


def _text_of(path: Path) -> str:
    content = read_content(path).value or b""
    return unicode_of(content).decode(content, "replace")


def is_about_the_whole(read: Checked[Value]) -> bool:
    """Return whether a file has no value, and findings that show none of its lines."""
    places = [finding.span.line if finding.span else 0 for finding in read.diagnostics]
    return bool(places) and not any(places)


def is_part(read: Checked[Value], path: Path) -> bool:
    """Return whether an included file has sections or entries.

    That is, it has no key but theirs, or one of theirs that hardly any other file has.
    """
    items = read.value if isinstance(read.value, TypedList) else [read.value]
    if is_about_the_whole(read) or (not read.diagnostics and _are_texts(items)):
        return True
    keys = (key for item in items if isinstance(item, TypedMapping) for key in item)
    found = dict.fromkeys(keys) or keys_in(path)
    return (bool(found) and are_known(found)) or not _TELLING.isdisjoint(found)


def _are_texts(items: Iterable[Value | None]) -> bool:
    """Return whether a list has only texts, which are entries of some types of section."""
    return isinstance(items, TypedList) and all(isinstance(item, Typed) for item in items)


@cache
def telling_types() -> frozenset[str]:
    """Return the types of sections that are no types of anything else."""
    return frozenset(section_types()) - {"text", "list", "projects", "languages"}


@cache
def _part_keys() -> frozenset[str]:
    kinds = section_types().values()
    records = (record for kind in kinds for record in (kind.section, kind.entry) if record)
    return _TELLING | {key for record in records for key in record.model_fields}


def _meaning(key: str, known: Collection[str]) -> str:
    if meaning := closest(key, known, {}):
        return meaning
    return "" if snake(key) in KEYS else same(key, known, key_synonyms())
