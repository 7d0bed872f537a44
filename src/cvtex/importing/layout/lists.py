"""Makes the entries of sections that are lists: skills, languages, interests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from cvtex.ats.layout.paragraphs import Block
from cvtex.ats.section_kinds import kind_of
from cvtex.importing.layout.marks import without_gaps
from cvtex.importing.layout.phrases import graded, items_in, label_of, pieces_of
from cvtex.importing.source import Drafter
from cvtex.source.typed import Value

_DASH = re.compile(r"\s+[–—-]\s+")
_WORDS_MAX = 4  # in the name of a skill or an interest; a longer one is a sentence


def skills(blocks: Sequence[Block], drafter: Drafter, part: str) -> list[Value]:
    """Return skills: `Languages: Rust, Go`, `Python (expert)`, or a sentence."""
    found: list[Value] = []
    for piece in _pieces(blocks):
        label, rest = label_of(piece)
        name, level = graded(label or piece)
        if not label and not level:
            found.append(drafter.text(part, "text", piece))
            continue
        values: dict[str, Value | None] = {"name": drafter.text(part, "name", name)}
        values["level"] = drafter.text(part, "level", level) if level else None
        if label:
            items: list[Value] = [drafter.text(part, "keyword", one) for one in items_in(rest)]
            values["keywords"] = drafter.list(items)
        found.append(drafter.mapping(values))
    return found


def languages(blocks: Sequence[Block], drafter: Drafter, part: str) -> list[Value]:
    """Return languages: `English: native`, `German (B2), French (A1)`, `Dutch – fluent`.

    The label of several is what may be the heading of a section: `Foreign languages: French (A1)`.
    """
    found: list[Value] = []
    for piece in _pieces(blocks):
        label, level = label_of(piece)
        if label and kind_of(label) != "languages":
            pairs = [(label, level)]
        else:
            pairs = [_language(item) for item in items_in(level)]
        for name, fluency in pairs:
            values: dict[str, Value | None] = {"language": drafter.text(part, "language", name)}
            values["fluency"] = drafter.text(part, "fluency", fluency) if fluency else None
            found.append(drafter.mapping(values))
    return found


def interests(blocks: Sequence[Block], drafter: Drafter, part: str) -> list[Value]:
    """Return interests: `Chess: blitz, problems`, or several in one line."""
    found: list[Value] = []
    for piece in _pieces(blocks):
        label, rest = label_of(piece)
        items = items_in(rest)
        if label:
            keywords: list[Value] = [drafter.text(part, "keyword", item) for item in items]
            name = drafter.text(part, "name", label)
            found.append(drafter.mapping({"name": name, "keywords": drafter.list(keywords)}))
        elif all(len(item.split()) <= _WORDS_MAX for item in items):
            found += [drafter.text(part, "name", item) for item in items]
        else:
            found.append(drafter.text(part, "name", piece))
    return found


LISTS = {"skills": skills, "languages": languages, "interests": interests}
"""The readers of sections that are lists, by their types."""


def _language(text: str) -> tuple[str, str]:
    dash = _DASH.search(text)
    if dash and not {"(", "（"} & {*text[: dash.start()]}:
        return text[: dash.start()], text[dash.end() :]
    return graded(text)


def _pieces(blocks: Sequence[Block]) -> list[str]:
    """Return the lines of a list. Cells beside each other are a label and its text, or two.

    A bold line without a colon is the label of the line below it.
    """
    found: list[str] = []
    label = ""
    for block, below in zip_longest(blocks, blocks[1:]):
        first, *rest = [cell.text for cell in block.lines[0].cells]
        text = without_gaps(block.text)
        if below and _is_bold(block) and not _is_bold(below) and not label_of(text)[0] and not rest:
            label = text
        elif label:
            found.append(f"{label}: {text}")
            label = ""
        elif not rest:
            found += pieces_of(text)
        elif any(label_of(one)[0] for one in rest) or len(rest) > 1:
            lower = (line.text for line in block.lines[1:])
            found += map(without_gaps, [first, *rest, *lower])
        else:
            beside = block.text.removeprefix(first).strip()
            found.append(without_gaps(f"{first.rstrip(':： ')}: {beside}"))
    return found


def _is_bold(block: Block) -> bool:
    return all(run.look.bold for line in block.lines for cell in line.cells for run in cell.runs)
