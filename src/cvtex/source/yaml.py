"""YAML with positions: a file -> text -> values whose scalars are the strings that were typed.

A slip whose mend is certain is mended in memory, so that all slips are told in one run, together
with what the schema has against the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from cvtex.diagnostics import SOUGHT_MAX, Checked, Diagnostic, failed
from cvtex.source.characters import HIDDEN, hidden
from cvtex.source.composing import VALUES_MAX, Composer
from cvtex.source.file import read_source
from cvtex.source.mending import Place, Sheet
from cvtex.source.syntax.complaint import ComplaintError, Edits
from cvtex.source.typed import Value

MENDS_MAX = 50
"""Slips that are mended in a file; who has made more, sees the others after these."""

# Characters that are read again for the sake of mends: what takes less than a second.
_READ_MAX = 2**19

# Characters that are read to find out which of several mends leads furthest.
_WAYS_MAX = _READ_MAX


def read_yaml(
    path: Path, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
) -> Checked[Value]:
    """Read a YAML file, in which lists may have some tags; what is no YAML gives diagnostics.

    `literal` takes what YAML reads for what was meant, as a file does that a program has written.

    There may be a value together with errors: what the file holds when its slips are mended. A file
    that has nothing in it is `Empty`.
    """
    read = read_source(path)
    if read.value is None:
        return failed(*read.diagnostics)
    return parse_yaml(read.value, path, list_tags, literal=literal)


def parse_yaml(
    text: str, path: Path, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
) -> Checked[Value]:
    """Return the value of a YAML text, whose places are in a file of this name."""
    sheet = Sheet(path, text)
    findings = list(_hidden(sheet))
    tried = 0
    for left in range(min(MENDS_MAX, _READ_MAX // (len(text) + 1)), -1, -1):
        composer = Composer(sheet, list_tags, literal=literal)
        try:
            value = composer.document()
        except ComplaintError as error:
            complaint = error
        except yaml.MarkedYAMLError as error:
            from cvtex.source.syntax.explain import explain  # noqa: PLC0415 - seldom so

            complaint = explain(error, sheet, composer.trail)
        else:
            return Checked(value, _once(findings + composer.findings))
        edits = complaint.edits
        if complaint.ways and tried + len(complaint.ways) * len(text) < _WAYS_MAX:
            tried += len(complaint.ways) * len(text)
            edits = _furthest(sheet, complaint.ways)
        if not _follows(complaint, sheet):
            findings.append(complaint.diagnostic)
        if not (left and edits and sheet.mend(edits)):
            told = complaint.diagnostic.span
            findings += (one for one in composer.findings if one.span != told)
            break
    return failed(*_once(findings))


def _once(findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(islice(dict.fromkeys(findings), SOUGHT_MAX))


def _follows(complaint: ComplaintError, sheet: Sheet) -> bool:
    """Say whether a complaint may come of a mend in the same line: it has been spoken of."""
    span = complaint.diagnostic.span
    return not complaint.edits and span is not None and sheet.mended(span.line - 1)


def _hidden(sheet: Sheet) -> Iterator[Diagnostic]:
    """Yield the characters that can't stand in YAML; a sheet reads others in their place."""
    found = (
        hidden(match.group(), sheet.span(Place(number, match.start())))
        for number, line in enumerate(sheet.lines if HIDDEN.search(sheet.text) else ())
        for match in HIDDEN.finditer(line)
    )
    yield from islice(found, MENDS_MAX)


def _furthest(sheet: Sheet, ways: tuple[Edits, ...]) -> Edits:
    """Return the mend with which YAML reads on furthest, if all that lead as far say the same."""
    tried = [(*_reach(sheet.copy(edits)), edits) for edits in ways]
    furthest = max(reached for reached, _, _ in tried)
    best = [(events, edits) for reached, events, edits in tried if reached == furthest]
    return best[0][1] if all(events == best[0][0] for events, _ in best) else ()


def _reach(sheet: Sheet) -> tuple[Place, list[tuple[object, ...]]]:
    """Return how far YAML can be read, and what is read."""
    events: list[tuple[object, ...]] = []
    try:
        events.extend(
            (type(event), getattr(event, "value", ""))
            for event in islice(yaml.parse(sheet.read(), Loader=yaml.CSafeLoader), VALUES_MAX)
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (sheet.place(mark) if mark else Place(0, 0)), events
    return Place(len(sheet.lines), 0), events
