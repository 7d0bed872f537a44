"""A small file that unpacks to gigabytes takes neither memory nor time."""

from __future__ import annotations

import builtins
import io
import os
import resource
import select
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf
from pikepdf.settings import get_qpdf_limits

from cvtex.ats.layout.poppler import read_pieces
from cvtex.build.any_pdf import judge_pdf
from cvtex.importing.kinds import kind_of
from cvtex.match.advert import read_advert
from cvtex.processes.programs import ask
from cvtex.verify import isolated as limits
from cvtex.verify.checks import prove
from cvtex.verify.isolated import CPU_MAX, STREAM_MAX, StoppedError, isolated
from cvtex.verify.limits import check_size
from cvtex.verify.readback import readers
from cvtex.verify.readback.readers import texts_of

from .paper import lines, write_pdf

if TYPE_CHECKING:
    from made import Made

MB = 2**20


def _packed(pdf: Path, packed: bytes, filters: Name | Array, *, times: int = 1) -> Path:
    write_pdf(pdf, lines(["Ada Sample"]))
    with Pdf.open(pdf, allow_overwriting_input=True) as opened:
        stream = opened.make_stream(b"")
        stream.write(packed, filter=filters)
        opened.pages[0].Contents = Array([stream] * times)
        opened.save(pdf, compress_streams=False)
    return pdf


@pytest.mark.parametrize("again", [pytest.param(False, marks=pytest.mark.long), True])
def test_bomb(tmp_path: Path, *, again: bool) -> None:
    """A stream that unpacks to more than a limit is told as that, also one that is packed twice."""
    bomb, filters = zlib.compress(b" " * (STREAM_MAX + MB), 1), [Name.FlateDecode]
    if again:
        bomb, filters = zlib.compress(bomb, 1), [*filters, *filters]
    judged = judge_pdf(_packed(tmp_path / "bomb.pdf", bomb, Array(filters)), None)

    assert [finding.code for finding in judged.findings] == ["file-too-large"]
    assert not judged.record["proven"]


def test_many(tmp_path: Path) -> None:
    """A stream that a page shows many times counts as often, and the page is not read on."""
    block = zlib.compress(b"q Q " * (MB // 4), 1)
    pdf = _packed(tmp_path / "many.pdf", block, Name.FlateDecode, times=5)
    messages = [finding.message for finding in prove(pdf, None)]

    assert any("far more content than a page of a résumé" in message for message in messages)


def test_limits_are_of_another_process() -> None:
    """The limits are those of one look at a PDF: the program that looks has its own."""
    before = get_qpdf_limits(), resource.getrlimit(resource.RLIMIT_DATA)
    within = isolated(lambda: (get_qpdf_limits(), resource.getrlimit(resource.RLIMIT_DATA)))

    assert within != before
    assert (get_qpdf_limits(), resource.getrlimit(resource.RLIMIT_DATA)) == before


def _for_ever() -> None:
    while True:
        pass


def _ended() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _ended_within_its_answer() -> None:
    def send(self: Connection, message: bytes) -> None:
        os.write(self.fileno(), message[: len(message) // 2])
        _ended()

    # This is the process of the work, which ends with it.
    Connection._send = send  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way


def _wrong() -> None:
    raise KeyError("a bug")


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (_for_ever, "seconds of processor time"),
        (_ended, "status -9"),
        (_ended_within_its_answer, "status -9"),
        (_wrong, "KeyError"),
    ],
)
def test_work_that_does_not_end(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[], None], why: str
) -> None:
    """Work that takes too long, or breaks down, is stopped, and it is said why."""
    monkeypatch.setitem(limits.LIMITS, resource.RLIMIT_CPU, 1)
    with pytest.raises(StoppedError, match=why):
        isolated(work)


@pytest.mark.parametrize("read", [check_size, read_pieces, kind_of, read_advert])
def test_empty_file_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    """A file without a size is not opened: one such as /proc/kmsg blocks who reads it."""
    empty = tmp_path / "empty.pdf"
    empty.touch()
    for opener in (io, builtins):
        monkeypatch.setattr(opener, "open", None)
    read(empty)


@pytest.mark.parametrize("session", ["", "setsid "])
def test_programs_of_work_end(tmp_path: Path, session: str) -> None:
    """A program that work has asked ends with all it started, also where the work is killed."""
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    reading = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    sleeper = f'exec 5>"{alive}"; kill -KILL "$1"; exec sleep 600'
    script = f"{session}sh -c '{sleeper}' sh $1 & wait"

    def work() -> None:
        ask(["sh", "-c", script, "sh", str(os.getpid())], seconds=600, most=1, cpu=60)

    try:
        with pytest.raises(StoppedError, match="status -9"):
            isolated(work)
        assert select.select([reading], [], [], 600)[0], "the program lives on"
        assert os.read(reading, 1) == b""
    finally:
        os.close(reading)


def test_programs_of_work_have_its_limits() -> None:
    """A program that work has asked gets no more processor time than the work has left."""
    command = ["sh", "-c", "ulimit -S -t; ulimit -H -t"]
    given = isolated(lambda: ask(command, seconds=60, most=100, cpu=60))
    soft, hard = map(int, given.output.split())

    assert 0 < soft <= limits.CPU_MAX < hard <= limits.CPU_MAX + 1


def test_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More text than any résumé has is a finding of both readers."""
    monkeypatch.setattr(readers, "TEXT_MAX", 20)
    pdf = tmp_path / "much.pdf"
    write_pdf(pdf, lines(["Tide mills are here" * 3, "and there"]))
    with texts_of(pdf) as texts:
        found = [one.result().diagnostics for one in (texts.written, texts.lying, texts.placed)]

    assert all("MB of text" in finding.message for (finding,) in found)


def test_tree_of_names_in_a_circle(tmp_path: Path) -> None:
    """A tree whose nodes are below each other many times is read as if each stood there once."""
    with Pdf.new() as made:
        made.add_blank_page()
        node = made.make_indirect(Dictionary(Kids=Array(), Names=Array(), Nums=Array()))
        node.Kids = Array([node] * 30)
        made.Root.Names = Dictionary(Dests=node)
        made.Root.StructTreeRoot = Dictionary(ParentTree=node)
        made.Root.Outlines = Dictionary(First=made.make_indirect(Dictionary(Title="A")))
        made.save(tmp_path / "circle.pdf")
    found = {finding.code for finding in prove(tmp_path / "circle.pdf", None)}

    assert "bookmarks-missing" in found


@pytest.mark.long
def test_many_operators(tmp_path: Path) -> None:
    """Content with millions of operators is not read to its end, and takes no gigabytes."""
    content = zlib.compress(b"q Q " * 2 * MB, 9)
    pdf = _packed(tmp_path / "many.pdf", content, Name.FlateDecode)
    judged = judge_pdf(pdf, None)

    assert len(content) < MB
    assert {finding.code for finding in judged.findings} & {"pdf-damaged", "pdf-unreadable"}


@pytest.mark.long
def test_many_widths(sample: Made, tmp_path: Path) -> None:
    """A font that says the widths of all its glyphs 30,000 times is read within the limits."""
    with Pdf.open(sample.pdf) as opened:
        for font in (one for one in opened.objects if isinstance(one, Dictionary) and "/W" in one):
            font.W = Array([0, 65535, 500] * 30_000)
        opened.save(tmp_path / "widths.pdf")
    judged = judge_pdf(tmp_path / "widths.pdf", None)

    assert judged.findings
    assert not {finding.code for finding in judged.findings} & {"pdf-damaged", "pdf-unreadable"}


def test_no_pdf(tmp_path: Path) -> None:
    """Of a file that is far too large, or that the system does not let be read, nothing is read."""
    huge = tmp_path / "huge.pdf"
    huge.touch()
    os.truncate(huge, 2**40)
    for file, code in ((huge, "file-too-large"), (Path("/proc/self/mem"), "pdf-unreadable")):
        if file.exists():  # /proc is Linux's
            judged = judge_pdf(file, None)

            assert [finding.code for finding in judged.findings] == [code]
            assert judged.record["sha256"] is None


def test_locked(tmp_path: Path) -> None:
    """A PDF that asks for a password is told as that, before all else is looked at."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf") as opened:
        opened.save(tmp_path / "locked.pdf", encryption=Encryption(user="u", owner="o"))
    judged = judge_pdf(tmp_path / "locked.pdf", None)

    assert [finding.code for finding in judged.findings] == ["pdf-locked"]


# Runs a command and prints the processor time of all that it started, also of what outlived it
# (PR_SET_CHILD_SUBREAPER, prctl(2)).
_SUM = """
import ctypes, os, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
subprocess.run(sys.argv[1:], capture_output=True)
try:
    while True:
        os.wait()
except ChildProcessError:
    print(sum(os.times()[2:4]))
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell the sum")
def test_sum_of_processor_time(tmp_path: Path) -> None:
    """All that looks at a PDF takes less than 10 seconds of processor time, however hard it is.

    The forms of the last page show each other a milliard times, and keep each reader but one busy,
    which reads only 21 pages and is given a tenth of a second of work on the first.
    """
    pdf, content = tmp_path / "evil.pdf", Path(__file__).parents[1] / "people" / "small.en.yaml"
    with Pdf.new() as made:
        for depth in (4, *[0] * 20, 9):
            resources, content_of = Dictionary(), b"q Q " * 10
            for _ in range(depth + 1):
                form = made.make_stream(content_of, Type=Name.XObject, Subtype=Name.Form)
                form.BBox, form.Resources = Array([0, 0, 600, 800]), resources
                resources, content_of = Dictionary(XObject=Dictionary(X=form)), b"/X Do " * 10
            page = made.add_blank_page()
            page.Contents, page.Resources = made.make_stream(content_of + lines(["Ada"])), resources
            page.Resources.Font = Dictionary(
                F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            )
        made.save(pdf)
    command = [sys.executable, "-m", "cvtex", "verify", str(pdf), "--against", str(content)]
    ran = subprocess.run(
        [sys.executable, "-c", _SUM, *command], capture_output=True, text=True, check=True
    )

    assert CPU_MAX + 1 < float(ran.stdout) < 10
