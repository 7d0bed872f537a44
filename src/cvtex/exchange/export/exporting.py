"""Exports a content file as the text of a JSON Resume."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.exchange.export.json_resume import to_json_resume
from cvtex.exchange.export.records import Json
from cvtex.exchange.loading import load_content, not_ignored
from cvtex.exchange.texts.plain import one_line, plain
from cvtex.markup import parse_markup
from cvtex.schema.tags import Noted
from cvtex.schema.texts import texts_of
from cvtex.source.typed import cited

_NOT_PRINTED = (*Noted.model_fields, "ignore", "lint", "url", "email")
"""The keys of what is not printed, and of addresses, which JSON Resume has in another form."""


def export_file(path: Path, tailoring: Tailoring = WHOLE, *, private: bool = False) -> Checked[str]:
    """Return the JSON of a content file in any format, and findings about what it leaves out.

    `private` includes the private overlay. What `tailoring` does not print is left out: by default
    all that is for an audience or hidden.
    """
    resume = load_content(path, private=private)
    if not resume.ok or resume.value is None:
        return failed(*bounded(resume.diagnostics))
    exported, printed = _exported(resume.value, tailoring)
    left = (*_left_out(resume.value, printed), *exported.diagnostics)
    found = not_ignored((*resume.diagnostics, *left), resume.value)
    return Checked(exported.value, bounded(found))


def export_edition(edition: Edition) -> Checked[str]:
    """Return the JSON of what an edition prints, if it has all of its texts.

    The findings are about what the format can't hold; a check of the content has the others.
    """
    resume = load_content(edition.content, private=edition.private)
    if not resume.ok or resume.value is None:
        return failed(*bounded(resume.diagnostics))
    exported, printed = _exported(resume.value, edition.tailoring)
    lost = (*_lost(exported, printed),)
    left = not_ignored(exported.diagnostics, resume.value)
    return Checked(None if lost else exported.value, bounded((*left, *lost)))


def _exported(resume: Resume, tailoring: Tailoring) -> tuple[Checked[str], Resume]:
    """Return the JSON of a résumé as an edition prints it, and that: what is hidden stays here."""
    tailor = tailored(resume, tailoring)
    printed = tailor.value or resume
    exported = to_json_resume(printed)
    text = json.dumps(exported.value, ensure_ascii=False, indent=2) + "\n"
    return Checked(text, (*tailor.diagnostics, *exported.diagnostics)), printed


def _lost(exported: Checked[str], printed: Resume) -> Iterator[Diagnostic]:
    """Find the texts that are neither in the JSON nor among its findings."""
    # White space is not compared: where a line ends in the file, Han has none.
    held = "\n".join(map(_letters, _strings(json.loads(exported.value or "{}"))))
    known = {finding.span for finding in exported.diagnostics}
    for text in texts_of(printed, _NOT_PRINTED):
        words = one_line(plain(parse_markup(one_line(text))))
        is_held = _letters(words) in held or _letters(text) in held
        if not is_held and text.span not in known:
            message = f"this text is not in the JSON Resume: {cited(words)}"
            yield Diagnostic(Code.WORDS_LOST, message, text.span)


def _letters(text: str) -> str:
    return "".join(text.split())


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _left_out(resume: Resume, printed: Resume) -> Iterator[Diagnostic]:
    """Find the first text that is marked for an audience, or has other words for one."""
    kept = {text.span for text in texts_of(printed)}
    gone = [text for text in texts_of(resume, Noted.model_fields) if text.span not in kept]
    if gone:
        message = "what is for another audience, has other words for one, or is hidden, is left out"
        yield Diagnostic(Code.EXPORT_LEFT_OUT, message, gone[0].span)
