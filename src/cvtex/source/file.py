"""A file as text: its bytes, if they can be had and are UTF-8."""

from __future__ import annotations

import re
import shlex
import stat
from pathlib import Path

from cvtex.diagnostics import LINE_END, Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.encoding import recognise

ENDINGS = frozenset({".yaml", ".yml", ".json"})
"""How the name of a file with content ends: of any other file no line is shown."""

SIZE_MAX = 2**19
"""Bytes that a file may have: thirty times a résumé of three pages."""

# The marks of conflicts as Git and other programs for versions write them.
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$", re.MULTILINE)

_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_source(path: Path) -> Checked[str]:
    """Return the text of a file, without a byte order mark; a file that has none is a finding.

    Of a text whose name ends otherwise, also behind a link, nothing is returned: its lines would be
    shown, and it may be anything, as a file of passwords.
    """
    read = read_bytes(path, SIZE_MAX, "a content file")
    text: Checked[str] = failed(*read.diagnostics)
    if read.value is not None:
        text = _decoded(path, read.value)
    names = (path, path.resolve()) if text.value else ()
    if any(name.suffix.lower() not in ENDINGS for name in names):
        message = "the name of a content file ends in .yaml, .yml or .json"
        return failed(Diagnostic(Code.CONTENT_TYPE, message, Span(path), "if it is one, rename it"))
    return text


def read_bytes(path: Path, most: int, what: str) -> Checked[bytes]:  # noqa: PLR0911 - each way to have none
    """Return the bytes of a file, of which it may have so many, as what it is to be."""
    try:
        # Looked at before it is opened: to open a pipe is to wait for whoever writes into it.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return failed(_no_file(path, status.st_mode))
        if not status.st_size:
            return Checked(b"")  # and not opened: in /proc are files without a size that block
        if status.st_size > most:
            return failed(_too_large(path, status.st_size, most, what))
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        return failed(_missing(path))
    except PermissionError:
        return failed(
            _unreadable(path, "you have no permission to read it", _ALLOW.format(_quoted(path)))
        )
    except OSError as error:
        return failed(_unreadable(path, (error.strerror or str(error)).lower(), "check the name"))
    except ValueError:  # U+0000, or half of a character
        return failed(_unreadable(path, "no file can have this name", "check the name"))
    if len(content) > most:
        return failed(_too_large(path, len(content), most, what))
    return Checked(content)


_ALLOW = "give yourself the right to, as with `chmod u+r {}`"


def _missing(path: Path) -> Diagnostic:
    message, hint = "there is no such file", "check the name"
    if path.is_symlink():
        message, hint = "the file is a link that leads to no file", "check where it leads"
    return Diagnostic(Code.FILE_MISSING, message, Span(path), hint)


def _unreadable(path: Path, reason: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.FILE_UNREADABLE, f"the file can't be read: {reason}", Span(path), hint)


def _no_file(path: Path, mode: int) -> Diagnostic:
    kind = next((name for test, name in _KINDS if test(mode)), "no file")
    return _unreadable(path, f"it is {kind}", "name a file, as content/resume.en.yaml")


def _too_large(path: Path, size: int, most: int, what: str) -> Diagnostic:
    return Diagnostic(
        Code.FILE_TOO_LARGE,
        f"the file has {size:,} bytes, and {what} at most {most:,}",
        Span(path),
        "check the name: a résumé has some ten thousand bytes",
    )


def _decoded(path: Path, content: bytes) -> Checked[str]:
    encoding = recognise(content)
    if encoding and not encoding.iconv:
        return failed(
            Diagnostic(
                Code.FILE_ENCODING,
                f"the file is not text: it seems to be {encoding.name}",
                Span(path),
                "write the content as YAML in a text editor",
            )
        )
    if encoding:
        converted = path.with_name(f"{path.stem}.utf-8{path.suffix}")
        return failed(
            Diagnostic(
                Code.FILE_ENCODING,
                f"the file is not UTF-8: it seems to be {encoding.name}",
                Span(path),
                "convert it, in an editor with “Save with encoding”, or with "
                f"`iconv -f {encoding.iconv} -t UTF-8 {_quoted(path)} > {_quoted(converted)}`",
            )
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return failed(_bad_byte(path, content.removeprefix(b"\xef\xbb\xbf"), error))
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


def _bad_byte(path: Path, content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = content[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Diagnostic(
        Code.FILE_ENCODING,
        f"the byte 0x{content[error.start]:02x} is not UTF-8, and neither is a file that has it",
        Span(path, line, column),
        "type the character again, and save the file with the encoding UTF-8",
    )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
