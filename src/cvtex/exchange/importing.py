"""A foreign file as the text of a content file."""

from __future__ import annotations

from pathlib import Path

from cvtex.content.load import check_schema
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.hints import in_its_words
from cvtex.exchange.loading import Foreign, not_ignored, read_values, repair, take_over
from cvtex.exchange.quiet import gathered
from cvtex.exchange.shapes import Shape
from cvtex.exchange.yaml_text import write_yaml
from cvtex.wording.locale import locale_of

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/resume.schema.json"
"""What tells an editor by which schema it completes and explains."""


def import_file(path: Path, language: str = "", *, verbose: bool = False) -> Checked[str]:
    """Return the content file that a foreign file comes to, and all that there is to say of it.

    What would refuse it is repaired, with a warning; `verbose` tells each. There is no text of a
    file that can't be read for certain.
    """
    read, _ = read_values(path)
    if read.value is None:
        return failed(*bounded(read.diagnostics))
    taken = take_over(read.value, language)
    foreign = taken.value
    if foreign is None:
        return failed(*bounded(read.diagnostics + taken.diagnostics))
    findings = read.diagnostics + taken.diagnostics
    content = foreign.content
    if foreign.shape is Shape.OWN:
        if path.suffix.lower() != ".json":
            message = "this is a content file already"
            return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path)))
        checked = check_schema(foreign.content)
        checked = Checked(checked.value, findings + checked.diagnostics)
    else:
        content, checked = repair(foreign, path, Checked(foreign.content, findings))
    found = in_its_words(checked.diagnostics, path, foreign.shape)
    if checked.value is not None:
        found += locale_of(checked.value.language).diagnostics
        found = not_ignored(found, checked.value)
    if foreign.shape is not Shape.OWN and not verbose:
        found = gathered(found, path)
    found = bounded(found)
    if not read.ok:
        return failed(*found)
    return Checked(f"{_header(path, foreign)}\n{write_yaml(content)}", found)


def _header(path: Path, foreign: Foreign) -> str:
    """Return the comment that says where the file came from."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in path.name)
    lines = [SCHEMA_LINE, f"# Taken over from {name} ({foreign.shape}) by `cvtex import`."]
    if foreign.guessed:
        lines.append("# The language is guessed from the texts: see that it is right.")
    return "\n".join(lines) + "\n"
