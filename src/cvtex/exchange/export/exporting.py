"""Exports a content file as the text of a JSON Resume."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cvtex.content.load import check_schema
from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Link
from cvtex.editions.settings import Edition
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.exchange.entry_dates import DATES
from cvtex.exchange.export.json_resume import to_json_resume
from cvtex.exchange.loading import convert, load_content, not_ignored
from cvtex.exchange.texts.plain import one_line, plain
from cvtex.markup import parse_markup
from cvtex.schema.tags import Noted
from cvtex.schema.texts import texts_of
from cvtex.source.json import parse_json
from cvtex.source.typed import Typed, cited

_NOT_COMPARED = (*Noted.model_fields, "ignore", "lint", *DATES, "year", "url")
"""The keys of what is not printed, and of dates and addresses, which may come back in other words.

What can't be written of these is a finding of its own.
"""


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
    """Find the texts that do not come back from the JSON and are not among its findings."""
    held = Counter(map(_letters, _read_back(exported.value or "{}")))
    missing: list[Typed] = []
    for text in texts_of(printed, _NOT_COMPARED):
        if held[_letters(text)]:
            held[_letters(text)] -= 1
        else:
            missing.append(text)
    # A course and its score are one text there, and a title that is a link has its address apart.
    rest = "\n".join(held.elements())
    known = {finding.span for finding in exported.diagnostics}
    for text in sorted(missing, key=len, reverse=True):
        content = parse_markup(one_line(text))
        forms = (content, *(part.content for part in content if isinstance(part, Link)))
        found = next((one for form in forms if (one := "".join(plain(form).split())) in rest), None)
        if found:
            rest = rest.replace(found, "\n", 1)
        elif text.span not in known:
            message = f"this text is not in the JSON Resume: {cited(one_line(plain(content)))}"
            yield Diagnostic(Code.WORDS_LOST, message, text.span)


def _read_back(exported: str) -> Iterator[str]:
    """Yield the texts of the content that a JSON Resume is read as."""
    values = parse_json(exported, Path("resume.json"))
    content = convert(values.value).value if values.value is not None else None
    resume = check_schema(content.content).value if content else None
    if resume:
        yield from texts_of(resume, _NOT_COMPARED)


def _letters(text: str) -> str:
    """Return a text without markup and white space: where a line ends, Han has none."""
    return "".join(plain(parse_markup(one_line(text))).split())


def _left_out(resume: Resume, printed: Resume) -> Iterator[Diagnostic]:
    """Find the first text that is marked for an audience, or has other words for one."""
    kept = {text.span for text in texts_of(printed)}
    gone = [text for text in texts_of(resume, Noted.model_fields) if text.span not in kept]
    if gone:
        message = "what is for another audience, has other words for one, or is hidden, is left out"
        yield Diagnostic(Code.EXPORT_LEFT_OUT, message, gone[0].span)
