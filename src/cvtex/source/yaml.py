"""Reads YAML into values with positions.

A syntax error with a certain repair is repaired in memory, so that one run reports all syntax
errors and also the errors against the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import yaml

from cvtex.diagnostics import SOUGHT_MAX, Checked, Diagnostic, failed, replacing
from cvtex.source.buffer import Buffer, Place
from cvtex.source.characters import HIDDEN, hidden
from cvtex.source.composer import VALUES_MAX, Composer
from cvtex.source.file import read_source
from cvtex.source.fixes import repair
from cvtex.source.syntax.error import Edits, SourceError
from cvtex.source.typed import Value

REPAIRS_MAX = 50
"""The limit of repairs in a file."""

# The limit of characters that are read again after repairs, and to compare alternative repairs:
# each takes less than a second.
_READ_MAX = 2**19


def read_yaml(
    path: Path, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
) -> Checked[Value]:
    """Return the value of a YAML file, and its syntax errors.

    Lists may have one of `list_tags`. `literal` looks for no mistakes in texts, for a file that a
    program wrote. The value of an empty file is `Empty`.
    """
    read = read_source(path)
    if read.value is None:
        return failed(*read.diagnostics)
    return parse_yaml(read.value, path, list_tags, literal=literal)


def parse_yaml(
    text: str, path: Path, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
) -> Checked[Value]:
    """Return the value of a YAML text with spans in the file `path`; see `read_yaml`."""
    buffer = Buffer(path, text)
    findings = list(_hidden(buffer))
    tried = 0
    for left in range(min(REPAIRS_MAX, _READ_MAX // (len(text) + 1)), -1, -1):
        composer = Composer(buffer, list_tags, literal=literal)
        try:
            value = composer.document()
        except SourceError as raised:
            error = raised
        except yaml.MarkedYAMLError as raised:
            from cvtex.source.syntax.explain import explain  # noqa: PLC0415 - only for broken files

            error = explain(raised, buffer, composer.progress)
        else:
            return Checked(value, _unique(findings + composer.findings))
        edits = error.edits
        if error.alternatives and tried + len(error.alternatives) * len(text) < _READ_MAX:
            tried += len(error.alternatives) * len(text)
            edits = _furthest(buffer, error.alternatives)
        span = error.diagnostic.span
        # An error without a repair in a repaired line may be an effect of that repair.
        if error.edits or span is None or not buffer.is_edited(span.line - 1):
            finding = error.diagnostic
            fixes = finding.fixes or repair(buffer, edits, finding.code)
            findings.append(replace(finding, fixes=fixes))
        if not (left and edits and buffer.apply(edits)):
            findings += (finding for finding in composer.findings if finding.span != span)
            break
    return failed(*_unique(findings))


def _unique(findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(islice(dict.fromkeys(findings), SOUGHT_MAX))


def _hidden(buffer: Buffer) -> Iterator[Diagnostic]:
    """Yield the characters that YAML does not allow."""
    found = (
        _without(hidden(match.group(), buffer.span(Place(number, match.start()))), match.group())
        for number, line in enumerate(buffer.lines if HIDDEN.search(buffer.text) else ())
        for match in HIDDEN.finditer(line)
    )
    yield from islice(found, REPAIRS_MAX)


def _without(finding: Diagnostic, char: str) -> Diagnostic:
    """Return the finding for a character with the fix that deletes it.

    That is not certain for one that may stand for a space or a line end.
    """
    return replace(finding, fixes=replacing(finding.span, "", certain=not char.isspace()))


def _furthest(buffer: Buffer, alternatives: tuple[Edits, ...]) -> Edits:
    """Return the alternative that lets YAML read furthest; () if several do and results differ."""
    tried = [(*_reach(buffer.copy(edits)), edits) for edits in alternatives]
    furthest = max(reached for reached, _, _ in tried)
    best = [(events, edits) for reached, events, edits in tried if reached == furthest]
    return best[0][1] if all(events == best[0][0] for events, _ in best) else ()


def _reach(buffer: Buffer) -> tuple[Place, list[tuple[object, ...]]]:
    """Return how far YAML can be read, and the events up to there."""
    events: list[tuple[object, ...]] = []
    try:
        events.extend(
            (type(event), getattr(event, "value", ""))
            for event in islice(yaml.parse(buffer.read(), Loader=yaml.CSafeLoader), VALUES_MAX)
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (buffer.place(mark) if mark else Place(0, 0)), events
    return Place(len(buffer.lines), 0), events
