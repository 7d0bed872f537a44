"""What takes a line each: skills, languages, interests."""

from __future__ import annotations

from cvtex.content import model
from cvtex.document import Block, Highlight, Highlights, Note, Notes
from cvtex.source.typed import Typed
from cvtex.wording.leaves import Leaves


def skill(typed: model.Skill, leaves: Leaves) -> Block:
    """Return a skill: a sentence as a point of a list, a name with what it is made of."""
    if typed.text:
        return Highlights((Highlight(leaves.typed(typed.text)),))
    assert typed.name is not None  # noqa: S101 - the model has seen to it
    return _line(typed.name, typed.level, typed.keywords, leaves)


def language(typed: model.Language, leaves: Leaves) -> Block:
    """Return a language and how well it is known."""
    return _line(typed.language, None, [typed.fluency] if typed.fluency else [], leaves)


def interest(typed: model.Interest, leaves: Leaves) -> Block:
    """Return an interest."""
    return _line(typed.name, None, typed.keywords, leaves)


def gathered(blocks: list[Block]) -> tuple[Block, ...]:
    """Run neighbouring lists together."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, Highlights) and isinstance(last, Highlights):
            done[-1] = Highlights(last.items + block.items)
        else:
            done.append(block)
    return tuple(done)


def _line(name: Typed, level: Typed | None, values: list[Typed], leaves: Leaves) -> Notes:
    if not values:
        named = leaves.pair(leaves.locale.aside, name, level)
        return Notes((Note(None, leaves.leaf(named, name.span)),))
    return Notes((Note(leaves.labelled(name, level), leaves.listed(values)),))
