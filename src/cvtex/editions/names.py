"""The names of editions and of their PDFs, and those that content files give without a list."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from cvtex.content.letter_files import edition_name, is_letter
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code

# Windows keeps these for its devices. The JSON Schema has it too, whose patterns have no flags.
_DEVICES = (
    "(?!([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|([Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9])$)"
)
NAME = re.compile(_DEVICES + "[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""What every file system takes for a name, and no shell for more than one word."""

FILE = re.compile(_DEVICES + r"[\w(]([\w .()-]{0,98}[\w)])?")
"""What a PDF may be called: words in any script."""

_RESUME = re.compile(r"resume\.(.+)\.yaml")


def contents_by_name(folder: Path) -> tuple[dict[str, Path], list[Diagnostic]]:
    """Return the content files whose names say of which edition they are, and what is wrong.

    They are `resume.<language>.yaml` and `letter.<name>.<language>.yaml`.
    """
    contents: dict[str, Path] = {}
    findings = []
    for path in sorted(folder.glob("*")):
        name = _name(path)
        other = next((known for known in contents if known.lower() == name.lower()), "")
        if not name or (not is_letter(path) and not NAME.fullmatch(name)):
            continue  # another file, or a copy of a résumé, as resume.en.old.yaml
        if not NAME.fullmatch(name):
            message = f"`{path.name}` is not built: `{name}` can't be the name of a PDF"
            hint = "rename the file: use ASCII letters, digits, - and _ between the dots"
            findings.append(Diagnostic(Code.EDITION_NAME, message, Span(path), hint))
        elif other:
            message = f"`{path.name}` is not built: `{contents[other].name}` makes `{other}`"
            hint = "give one of them another name, or remove it"
            findings.append(Diagnostic(Code.EDITION_NAME, message, Span(path), hint))
        else:
            contents[name] = path
    return contents, findings


def unused_contents(file: Path, used: Container[Path]) -> Iterator[Diagnostic]:
    """Yield a finding for each content beside a list of editions that no edition has.

    One that another file names is used, as for a letter, or known, as in a comment.
    """
    contents, _ = contents_by_name(file.parent)
    unused = {name: path for name, path in contents.items() if path not in used}
    for name, path in unused.items():
        beside = (one for one in file.parent.glob("*.yaml") if one != path)
        if not any(path.name.encode() in _bytes(one) for one in beside):
            message = f"no edition has `{path.name}` as its content, so it is not built"
            hint = f"add `{name}: {{content: {path.name}}}` to {file.name}"
            yield Diagnostic(Code.CONTENT_UNUSED, message, Span(path), hint)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _name(path: Path) -> str:
    """Return the name that a content file gives its edition; '' for another file."""
    found = _RESUME.fullmatch(path.name)
    return found[1] if found else edition_name(path) if is_letter(path) else ""
