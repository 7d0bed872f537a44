"""Exports a content file as the text of a JSON Resume."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.exchange.export.json_resume import to_json_resume
from cvtex.exchange.loading import load_content, not_ignored
from cvtex.schema.tags import Noted
from cvtex.schema.texts import texts_of


def export_file(path: Path, tailoring: Tailoring = WHOLE, *, private: bool = False) -> Checked[str]:
    """Return the JSON of a content file in any format, and findings about what it leaves out.

    `private` includes the private overlay. What `tailoring` does not print is left out: by default
    all that is for an audience or hidden.
    """
    resume = load_content(path, private=private)
    if not resume.ok or resume.value is None:
        return failed(*bounded(resume.diagnostics))
    # As an edition prints it: what is hidden must not get out.
    tailor = tailored(resume.value, tailoring)
    printed = tailor.value or resume.value
    exported = to_json_resume(printed)
    text = json.dumps(exported.value, ensure_ascii=False, indent=2) + "\n"
    left = (*_left_out(resume.value, printed), *exported.diagnostics)
    found = not_ignored((*resume.diagnostics, *tailor.diagnostics, *left), resume.value)
    return Checked(text, bounded(found))


def _left_out(resume: Resume, printed: Resume) -> Iterator[Diagnostic]:
    """Find the first text that is marked for an audience, or has other words for one."""
    kept = {text.span for text in texts_of(printed)}
    gone = [text for text in texts_of(resume, Noted.model_fields) if text.span not in kept]
    if gone:
        message = "what is for another audience, has other words for one, or is hidden, is left out"
        yield Diagnostic(Code.EXPORT_LEFT_OUT, message, gone[0].span)
