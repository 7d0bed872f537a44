"""Reads a file as bytes or as text."""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from cvtex.diagnostics import LINE_END, Checked, Diagnostic, Span, T, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.encoding import Encoding, recognise, unicode_of

ENDINGS = frozenset({".yaml", ".yml", ".json"})
"""The suffixes of content files; no line of another file is shown."""

BIBLIOGRAPHIES = frozenset({".bib", ".json"})
"""The suffixes of bibliographies, from which a content file takes publications."""

SIZE_MAX = 2**19
"""The limit of a file in bytes: thirty times a résumé of three pages."""

# Conflict markers of Git and other version control systems.
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$", re.MULTILINE)

_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


_UNSAVED: ContextVar[Mapping[Path, str]] = ContextVar("unsaved", default=MappingProxyType({}))


@contextmanager
def unsaved(texts: Mapping[Path, str]) -> Iterator[None]:
    """Read some files, by their absolute paths, as an editor has them and has not saved them.

    It holds for the thread or task inside the `with` statement.
    """
    token = _UNSAVED.set(texts)
    try:
        yield
    finally:
        _UNSAVED.reset(token)


def read_source(path: Path, endings: frozenset[str] = ENDINGS) -> Checked[str]:
    """Return the text of a content file without a byte order mark, or a finding.

    The suffix must be one of `endings`, also after following links: findings show lines of the
    file, and another file may have passwords in it.
    """
    read = read_content(path)
    text: Checked[str] = failed(*read.diagnostics)
    if read.value is not None:
        text = _decoded(path, read.value)
    names = (path, path.resolve()) if text.value else ()
    if any(name.suffix.lower() not in endings for name in names):
        message = "the name of a content file ends in .yaml, .yml or .json"
        return _fail(Code.CONTENT_TYPE, path, message, "if it is a content file, rename it")
    return text


def read_content(path: Path) -> Checked[bytes]:
    """Return the bytes of a content file as an editor has them open, or on disk; or a finding."""
    return _unsaved(path) or read_bytes(path, SIZE_MAX, "a content file")


def _unsaved(path: Path) -> Checked[bytes] | None:
    """Return the bytes of a file that an editor has open, or None."""
    texts = _UNSAVED.get()
    text = texts.get(Path(os.path.abspath(path))) if texts else None  # noqa: PTH100 - `..`, not links
    if text is None:
        return None
    content = text.encode(errors="surrogatepass")
    if len(content) > SIZE_MAX:
        return _too_large(path, len(content), SIZE_MAX, "a content file")
    return Checked(content)


def read_bytes(path: Path, most: int, what: str) -> Checked[bytes]:  # noqa: PLR0911 - a return for each failure
    """Return the bytes of a file, or a finding.

    `most` is the limit in bytes, and `what` names the kind of file in the message.
    """
    try:
        # Before opening it: opening a pipe blocks until something writes to it.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = next((name for test, name in _KINDS if test(status.st_mode)), "not a file")
            return _unreadable(path, f"it is {kind}", "name a file, as content/resume.en.yaml")
        if not status.st_size:
            return Checked(b"")  # without opening it: some files in /proc have no size and block
        if status.st_size > most:
            return _too_large(path, status.st_size, most, what)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        if path.is_symlink():
            message = "the file is a link to a file that does not exist"
            return _fail(Code.FILE_MISSING, path, message, "check the target of the link")
        return _fail(Code.FILE_MISSING, path, "there is no such file", "check the name")
    except PermissionError:
        hint = f"allow it, as with `chmod u+r {_quoted(path)}`"
        return _unreadable(path, "you have no permission to read it", hint)
    except OSError as error:
        return _unreadable(path, (error.strerror or str(error)).lower(), "check the name")
    except ValueError:  # U+0000, or a lone surrogate
        return _unreadable(path, "no file can have this name", "check the name")
    if len(content) > most:
        return _too_large(path, len(content), most, what)
    return Checked(content)


def _fail(code: Code, path: Path, message: str, hint: str) -> Checked[T]:
    return failed(Diagnostic(code, message, Span(path), hint))


def _unreadable(path: Path, reason: str, hint: str) -> Checked[bytes]:
    return _fail(Code.FILE_UNREADABLE, path, f"the file can't be read: {reason}", hint)


def _too_large(path: Path, size: int, most: int, what: str) -> Checked[bytes]:
    message = f"the file has {size:,} bytes; {what} may have at most {most:,}"
    hint = "check the name: a résumé has about ten thousand bytes"
    return _fail(Code.FILE_TOO_LARGE, path, message, hint)


def _decoded(path: Path, content: bytes) -> Checked[str]:
    found = recognise(content)
    if found and not found.codec:
        message = f"the file is not text: it seems to be {found.name}"
        hint = "`cvtex import` makes YAML of a PDF, a Word file or LinkedIn's ZIP; edit that"
        return _fail(Code.FILE_ENCODING, path, message, hint)
    if found:
        converted = path.with_name(f"{path.stem}.utf-8{path.suffix}")
        hint = "convert it, in an editor with “Save with encoding”, or with "
        hint += f"`iconv -f {found.codec} -t UTF-8 {_quoted(path)} > {_quoted(converted)}`"
        message = f"the file is not UTF-8: it seems to be {found.name}"
        return _fail(Code.FILE_ENCODING, path, message, hint)
    encoding = unicode_of(content)
    try:
        text = encoding.decode(content)
    except UnicodeDecodeError as error:
        return failed(_bad_byte(path, content.removeprefix(encoding.mark), encoding, error))
    conflict = _CONFLICT.search(text)
    return failed(_conflict(path, text, conflict)) if conflict else Checked(text)


def _conflict(path: Path, text: str, mark: re.Match[str]) -> Diagnostic:
    line = len(LINE_END.findall(text, 0, mark.start())) + 1
    count = len(_CONFLICT.findall(text))
    more = f", one of {count} here" if count > 1 else ""
    return Diagnostic(
        Code.FILE_CONFLICT,
        f"`{mark[1]}` is a marker of an unfinished merge{more}",
        Span(path, line, 1, len(mark[1])),
        "keep the lines of one side, and delete the marker lines",
    )


def _bad_byte(
    path: Path, content: bytes, encoding: Encoding, error: UnicodeDecodeError
) -> Diagnostic:
    before = content[: error.start].decode(encoding.codec)
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Diagnostic(
        Code.FILE_ENCODING,
        f"the byte 0x{content[error.start]:02x} is not valid {encoding.name}",
        Span(path, line, column),
        "type the character again, and save the file as UTF-8",
    )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
