"""A file as text: what can't be had or can't be read, and what is done about it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import Diagnostic
from cvtex.source.encoding import recognise
from cvtex.source.file import SIZE_MAX, read_source

HANS = "name: 张样例\nheadline: 取样工程师\n"
HANT = "name: 張樣例\nheadline: 取樣工程師\n"
LATIN = "name: José Sample\nheadline: “Engineer” – of mills\n"
NOBODY = 65534


def _finding(path: Path) -> Diagnostic:
    read = read_source(path)
    assert read.value is None
    (finding,) = read.diagnostics
    assert finding.span
    assert finding.span.file == path
    assert finding.hint
    return finding


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text(tmp_path: Path, mark: bytes, end: str) -> None:
    """UTF-8 is read as it stands, without its byte order mark."""
    path = tmp_path / "resume.yaml"
    text = HANS.replace("\n", end)
    path.write_bytes(mark + text.encode())

    assert read_source(path).value == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("marked", [False, True])
def test_wide_text(tmp_path: Path, encoding: str, *, marked: bool) -> None:
    """UTF-16 and UTF-32 are read (YAML 1.2, 5.2), with a byte order mark or without."""
    path = tmp_path / "resume.yaml"
    mark = "\ufeff" if marked and encoding[-2:] in {"le", "be"} else ""
    path.write_bytes((mark + HANS).encode(encoding))

    assert read_source(path).value == HANS


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text(text: str) -> None:
    """What is UTF-8 is never taken for anything else."""
    content = text.encode()

    assert recognise(content) is None or content[:5] in (b"%PDF-", b"{\\rtf")


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (HANS, "gbk", "GBK or GB18030"),
        (HANS, "gb18030", "GBK or GB18030"),
        ("name: 张样例\n", "gbk", "GBK or GB18030"),
        ("name: Ada Sample\nheadline: Engineer (工程师)\n", "gbk", "GBK or GB18030"),
        (HANT, "gbk", "GBK or GB18030"),
        ("name: 㐂样例\n", "gb18030", "GBK or GB18030"),
        (HANT, "big5", "Big5"),
        ("name: 張樣例\n", "big5", "Big5"),
        ("name: Ada Sample\nheadline: Engineer (工程師)\n", "big5", "Big5"),
        (LATIN, "cp1252", "Windows-1252 or Latin-1"),
        ("name: José Sample\n", "latin-1", "Windows-1252 or Latin-1"),
        ("name: Zoë\nheadline: Müller à Évian, déjà vécu\n", "latin-1", "Windows-1252 or Latin-1"),
        ("name: Renée\n", "latin-1", "Windows-1252 or Latin-1"),
        ('{"basics": {"name": "Bjørn Ødegård"}}', "cp1252", "Windows-1252 or Latin-1"),
        ("name: Łukasz Żółć\n", "cp1250", "Windows-1250"),
        ("language: pl\nname: Świętosława Próba\n", "iso8859-2", "ISO 8859-2"),
        ("name: Анна Образец\n", "cp1251", "Windows-1251"),
        ("name: Анна Образец\n", "koi8-r", "KOI8-R"),
        ("language: el\nname: Άννα Δείγμα\n", "cp1253", "Windows-1253 or ISO 8859-7"),
        ("name: 見本 さくら\n", "euc_jp", "EUC-JP"),
        ("name: 見本 さくら\n", "cp932", "Shift_JIS"),
        ("language: ja\nname: 見本太郎\n", "cp932", "Shift_JIS"),
        ("language: ko\nname: 김표본\n", "euc_kr", "EUC-KR"),
    ],
)
def test_encoding(tmp_path: Path, text: str, encoding: str, name: str) -> None:
    """A file that is not UTF-8 is told what it seems to be, and the command converts it."""
    path = tmp_path / "Ada's résumé.yaml"
    path.write_bytes(text.encode(encoding))
    finding = _finding(path)
    command = finding.hint.partition("`")[2].removesuffix("`")
    subprocess.run(["sh", "-c", command], check=True)

    assert finding.code == "file-encoding"
    assert finding.message.endswith(f"it seems to be {name}")
    assert read_source(tmp_path / "Ada's résumé.utf-8.yaml").value == text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_no_text(tmp_path: Path, content: bytes, name: str) -> None:
    """A document of a word processor, and a PDF, are called what they are."""
    path = tmp_path / "resume.docx"
    path.write_bytes(content)
    finding = _finding(path)

    assert finding.code == "file-encoding"
    assert name in finding.message
    assert "`cvtex import` makes" in finding.hint


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        ("name: 张样例\n姓: ".encode() + b"\xff", 2, 4, "0xff"),
        ("name: 张样例\r\n姓: ".encode() + b"\xe5\n", 2, 4, "0xe5"),
        ("name: 张样例\r\r姓: ".encode() + b"\x80", 3, 4, "0x80"),
        (b"\xef\xbb\xbf\xff" + "张样例".encode(), 1, 1, "0xff"),
        ("name: Zoë, José\nb: ".encode() + b"\xe9", 2, 4, "0xe9"),
        ("name: 张样例".encode()[:-1], 1, 9, "0xe4"),
        (b"name: \xff\xff\xff\xff\x81\n", 1, 7, "0xff"),
        ("\ufeffname: Ada\nb: c\n".encode("utf-16-le")[:-1], 2, 5, "0x0a"),
    ],
)
def test_bad_byte(tmp_path: Path, content: bytes, line: int, column: int, byte: str) -> None:
    """Where most is UTF-8, or nothing is known, the byte that is not is told with its place."""
    path = tmp_path / "resume.yaml"
    path.write_bytes(content)
    finding = _finding(path)
    assert finding.span

    assert (finding.span.line, finding.span.column) == (line, column)
    assert byte in finding.message


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is missing, and so is what a link leads to."""
    link = tmp_path / "link.yaml"
    link.symlink_to("nowhere.yaml")

    assert _finding(tmp_path / "resume.yaml").code == "file-missing"
    assert "link" in _finding(link).message


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (Path.mkdir, "a directory"),
        (os.mkfifo, "a pipe"),
        (lambda path: socket.socket(socket.AF_UNIX).bind(str(path)), "a socket"),
        (lambda path: path.symlink_to("/dev/zero"), "a device"),
        (lambda path: path.symlink_to(path), "symbolic link"),
    ],
    ids=["directory", "pipe", "socket", "device", "loop"],
)
def test_no_file(tmp_path: Path, make: Callable[[Path], object], kind: str) -> None:
    """What is no file is named, and nobody waits for what may come out of it."""
    path = tmp_path / "r.yaml"
    make(path)
    finding = _finding(path)

    assert finding.code == "file-unreadable"
    assert kind in finding.message


def test_long_name(tmp_path: Path) -> None:
    """A name that no file can have is a finding."""
    assert _finding(tmp_path / ("x" * 300)).code == "file-unreadable"


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Have no more rights than anybody, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_not_allowed(tmp_path: Path) -> None:
    """A file that may not be read is a finding which says so."""
    path = tmp_path / "resume.yaml"
    path.write_text(HANS, encoding="utf-8")
    path.chmod(0)
    with _as_nobody():
        finding = _finding(path)

    assert finding.code == "file-unreadable"
    assert "you have no permission to read it" in finding.message


@pytest.mark.parametrize(
    ("size", "said"),
    [(50 * 2**20, "52,428,800"), (2**40, "1,099,511,627,776"), (SIZE_MAX + 1, "524,289")],
)
def test_too_large(tmp_path: Path, size: int, said: str) -> None:
    """A file that is far too large is refused by its size, and not read."""
    path = tmp_path / "resume.yaml"
    with path.open("wb") as file:
        file.truncate(size)
    start = time.process_time()
    finding = _finding(path)

    assert finding.code == "file-too-large"
    assert said in finding.message
    assert time.process_time() - start < 5


def test_largest(tmp_path: Path) -> None:
    """A file of just the size that it may have is read."""
    path = tmp_path / "resume.yaml"
    path.write_bytes(b"#" * SIZE_MAX)

    assert read_source(path).value == "#" * SIZE_MAX


def test_link(tmp_path: Path) -> None:
    """No line of a file of another kind is read, whatever a link to it is called."""
    (tmp_path / "passwords").write_text("root:x", encoding="utf-8")
    link = tmp_path / "resume.yaml"
    link.symlink_to("passwords")
    read = read_source(link)

    assert read.value is None
    assert [finding.code for finding in read.diagnostics] == ["content-type"]
