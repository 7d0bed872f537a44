"""Records what was sent to whom in `content/sent.yaml`, and keeps its PDF and text in `sent/`."""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cvtex import files
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.paths import digest
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited
from cvtex.source.yaml import parse_yaml

SENT = Path("content/sent.yaml")
"""The file of records, which is in git."""

KEPT = Path("sent")
"""The folder of sent files, which git ignores because they have private details."""

_HEAD = "# What was sent: `cvtex send` adds to this list, `cvtex sent` shows it.\n"
_REQUIRED = ("name", "date", "edition", "file")


@dataclass(frozen=True, slots=True)
class Sending:
    """A résumé that was sent.

    `file` is the path of the kept PDF in the project, with its text beside it; `pdf` and `content`
    are the SHA-256 digests of the PDF and of the content file.
    """

    name: str
    date: str
    edition: str
    file: str = ""
    to: str = ""
    note: str = ""
    pdf: str = ""
    content: str = ""

    @property
    def text(self) -> Path:
        """The path of the sent text."""
        return Path(self.file).with_suffix(".txt")


def read_sent() -> Checked[tuple[Sending, ...]]:
    """Return the records in the order of the file; none if there is no file."""
    if not SENT.exists():
        return Checked(())
    try:
        read = parse_yaml(SENT.read_text(encoding="utf-8"), SENT)
    except (OSError, UnicodeDecodeError) as error:
        return failed(Diagnostic(Code.FILE_UNREADABLE, f"can't be read: {error}", Span(SENT)))
    if read.value is None or isinstance(read.value, Empty):
        return Checked(() if read.ok else None, read.diagnostics)
    if not isinstance(read.value, TypedList):
        message = "a list of what was sent is expected here"
        return failed(Diagnostic(Code.VALUE_TYPE, message, read.value.span))
    findings = [*read.diagnostics]
    sendings = [_sending(item, findings) for item in read.value]
    return Checked(None if findings else tuple(filter(None, sendings)), tuple(findings))


def record(sending: Sending, content: Path, pdf: Path, text: Path) -> Checked[Sending]:
    """Keep a PDF and its text, and record that they were sent; return the record with their place.

    A second sending under one name on one day gets a number.
    """
    known = read_sent()
    if known.value is None:
        return failed(*known.diagnostics)
    sending = replace(
        sending,
        file=_free(sending, {item.file for item in known.value}),
        pdf=digest(pdf),
        content=digest(content),
    )
    kept, item = Path(sending.file), _item(sending)
    if found := parse_yaml(item, SENT).diagnostics:  # a character that no file should have
        return failed(*(replace(finding, span=Span(SENT)) for finding in found))
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        files.replace(KEPT / ".gitignore", b"*\n")
        files.replace(kept, pdf.read_bytes())
        files.replace(sending.text, text.read_bytes())
        before = SENT.read_text(encoding="utf-8") if SENT.exists() else _HEAD
        files.replace(SENT, (before.rstrip("\n") + "\n" + item).encode())
    except OSError as error:
        message = f"can't be written: {(error.strerror or str(error)).lower()}"
        return failed(Diagnostic(Code.OUTPUT, message, Span(Path(error.filename or SENT))))
    return Checked(sending)


def difference(sending: Sending, now: Path) -> Checked[str]:
    """Return the line differences between a text and the sent one, or ""."""
    try:
        before = sending.text.read_text(encoding="utf-8")
    except OSError:
        message = "what was sent is not here any more"
        return failed(Diagnostic(Code.FILE_MISSING, message, Span(sending.text)))
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        now.read_text(encoding="utf-8").splitlines(keepends=True),
        str(sending.text),
        str(now),
        n=1,
    )
    return Checked("".join(lines))


def _free(sending: Sending, taken: set[str]) -> str:
    stem = KEPT / sending.name / f"{sending.date}-{sending.edition}"
    numbers = (f"-{number}" if number > 1 else "" for number in range(1, len(taken) + 2))
    return next(
        file for number in numbers if (file := f"{stem.as_posix()}{number}.pdf") not in taken
    )


def _sending(item: Value, findings: list[Diagnostic]) -> Sending | None:
    keys = Sending.__dataclass_fields__.keys()
    if not isinstance(item, TypedMapping):
        hint = f"it has the keys {', '.join(keys)}"
        message = "a mapping of keys to values is expected here"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, item.span, hint))
        return None
    for key, value in item.items():
        if key not in keys:
            close = difflib.get_close_matches(key, keys, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"the keys are {', '.join(keys)}"
            message = f"there is no key {cited(key)} here"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
        elif not isinstance(value, Typed | Empty):
            message = f"{cited(key)} is a text"
            findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span))
    values = {str(key): str(value) for key, value in item.items() if isinstance(value, Typed)}
    if missing := [f"`{key}`" for key in _REQUIRED if key not in values]:
        message = f"this has no {', '.join(missing)}"
        hint = "remove it: `cvtex send` adds what you send"
        findings.append(Diagnostic(Code.KEY_MISSING, message, item.span, hint))
    return None if findings else Sending(**values)


def _item(sending: Sending) -> str:
    import yaml  # noqa: PLC0415 - only needed here

    given = {key: value for key, value in asdict(sending).items() if value}
    return yaml.safe_dump([given], allow_unicode=True, sort_keys=False, width=1000)
