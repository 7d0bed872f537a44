"""Builds an edition's PDF again in another environment, and compares the bytes.

A copy of the program builds a copy of the content, in its own process. What the build keeps
from TeX of the surroundings around it comes to TeX all the same, as on a machine that is set up so.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta, timezone
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.content.includes import included_files
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition
from cvtex.files import recorded_digests, replace
from cvtex.paths import EMBEDDED, PACKAGE, latex_dir
from cvtex.processes.programs import ask

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

AGAIN = "again.pdf"
"""A PDF that differs from the first, for the person."""

_FAKETIME = "faketime"
_LATER = "+400d"  # another day of another month of another year
_DAY = 24 * 3600.0

# `locale -a` lists some hundred names at once.
_SECONDS = 30.0
_BYTES_MAX = 1 << 20

# The programs that write the PDF. latexmk compares the times of files, and fails with another
# clock.
_PROGRAMS = ("xelatex", "xdvipdfmx")


@dataclass(frozen=True, slots=True)
class Reproduced:
    """A reproduced PDF: its size in bytes, and what was different in the environment."""

    size: int
    others: tuple[str, ...]

    def describe(self, name: str) -> str:
        """Return the line to print."""
        *most, last = self.others
        line = f"{name}  {self.size:,} bytes, the same in another {', '.join(most)} and {last}"
        if "day" in self.others:
            return line
        return f"{line} (for another day: with {_FAKETIME} installed, or again tomorrow)"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Another environment for a build: what differs, its variables, and the prefix of TeX."""

    others: tuple[str, ...]
    environment: dict[str, str]
    prefix: tuple[str, ...]


def reproduce(edition: Edition, work: Path, pdf: Path) -> Checked[Reproduced]:
    """Build an edition's PDF again in another environment, and compare it with the existing one.

    A different PDF is kept in the working folder.
    """
    try:
        return _reproduce(edition, work, pdf)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return failed(Diagnostic(Code.OUTPUT, f"can't build `{pdf}` again: {reason}"))


def _reproduce(edition: Edition, work: Path, pdf: Path) -> Checked[Reproduced]:
    unlike = work / AGAIN
    unlike.unlink(missing_ok=True)
    first = pdf.read_bytes()
    surroundings = other_surroundings(built=pdf.stat().st_mtime)
    with tempfile.TemporaryDirectory(prefix="cvtex-again-", ignore_cleanup_errors=True) as folder:
        pictures = [*_pictures(work, edition.content.parent)]
        findings = _build_again(edition, pictures, Path(folder), surroundings)
        made = Path(folder, AGAIN)
        if not made.exists():
            return failed(*findings)
        again = made.read_bytes()
    if again == first:
        return Checked(Reproduced(len(first), surroundings.others))
    replace(unlike, again)
    return failed(
        Diagnostic(
            Code.BYTES_MISMATCH,
            f"`{pdf}` differs when built again: first {first_difference(pdf, unlike)}",
            hint=f"the other is {unlike}: what a theme prints may depend on the clock, on chance"
            " or on the place of a file",
        )
    )


def other_surroundings(built: float) -> Surroundings:
    """Return an environment that differs from the present one in all that this machine offers.

    It has another date in its time zone. With faketime, TeX has another clock (Python can't
    wait for processes under it); without it, a PDF that is older than a day was built on
    another day. HOME stays, because it may have the person's fonts.
    """
    others, environment = ["folder", "time zone"], {"TZ": _other_zone(), "PYTHONHASHSEED": "1"}
    if other := _other_locale():
        others.append("locale")
        environment |= {"LC_ALL": other, "LANG": other}
    prefix = (_FAKETIME, "-f", _LATER) if shutil.which(_FAKETIME) else ()
    if prefix or time.time() - built >= _DAY:
        others.append("day")
    return Surroundings(tuple(others), environment, prefix)


def _other_zone() -> str:
    """Return a POSIX time zone in which the date is another one."""
    now = datetime.now(UTC)
    here = now.astimezone().date()
    east = now.astimezone(timezone(timedelta(hours=14))).date()
    return "EAST-14" if east != here else "WEST12"


def _other_locale() -> str | None:
    """Return another installed locale, of a language rather than C."""
    here = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "C")
    listed = ""
    with contextlib.suppress(OSError):
        given = ask(["locale", "-a"], seconds=_SECONDS, most=_BYTES_MAX)
        listed = given.output.decode("utf-8", "replace")
    others = sorted(name for name in (*listed.split(), "C") if _plain(name) != _plain(here))
    return max(others, key=lambda name: (name[0].islower(), len(name)), default=None)


def _plain(locale: str) -> str:
    return locale.lower().replace("-", "").replace("posix", "c")


def _pictures(work: Path, content: Path) -> Iterator[Path]:
    """Yield the paths of the pictures relative to the content, if they are relative."""
    for name in map(Path, recorded_digests(work / EMBEDDED) or ()):
        # One with an absolute path is read there again.
        if name.is_relative_to(content):
            yield name.relative_to(content)


def _build_again(
    edition: Edition, pictures: list[Path], folder: Path, surroundings: Surroundings
) -> tuple[Diagnostic, ...]:
    """Build in a folder in another process, and return the findings."""
    for origin, copy in ((PACKAGE, "program/cvtex"), (latex_dir(), "program/cvtex/latex")):
        # Without the times of the files, which TeX can read.
        shutil.copytree(
            origin,
            folder / copy,
            ignore=shutil.ignore_patterns("__pycache__"),
            copy_function=shutil.copyfile,
            dirs_exist_ok=True,
        )
    # As deep as the path of a picture leads up.
    depth = max((path.parts.count("..") for path in pictures), default=0)
    content = folder.joinpath("content", *["in"] * depth)
    for made in (content, folder / "programs", folder / "cache", folder / "tmp"):
        made.mkdir(parents=True)
    for file in (edition.content, *edition.overlays):
        shutil.copyfile(file, content / file.name)
    home = edition.content.parent
    for file in filter(Path.is_file, included_files(edition.content)):
        copied = content / file.relative_to(home)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copied)
    for picture in pictures:
        copied = content / picture
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(edition.content.parent / picture, copied)
    environment = os.environ | surroundings.environment
    environment |= {
        # The copy comes before the path of a copy that runs this.
        "PYTHONPATH": os.pathsep.join(
            filter(None, (str(folder / "program"), os.environ.get("PYTHONPATH")))
        ),
        "PATH": f"{folder / 'programs'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "XDG_CACHE_HOME": str(folder / "cache"),  # for a new TeX format
        "TMPDIR": str(folder / "tmp"),
    }
    _wrap_programs(folder / "programs", surroundings)
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "cvtex.build.reproduce"],
        cwd=folder,
        env=environment,
        umask=0o077,
        input=pickle.dumps(changed(edition, content=content / edition.content.name)),
        capture_output=True,
        check=False,
    )
    if ended.returncode:
        message = ended.stderr.decode(errors="replace")
        raise RuntimeError(message)
    findings: tuple[Diagnostic, ...] = pickle.loads(ended.stdout)  # noqa: S301 - our own
    return tuple(_at_home(finding, folder, edition) for finding in findings)


def _wrap_programs(programs: Path, surroundings: Surroundings) -> None:
    """Write scripts that start TeX's programs in the other environment.

    A build would keep these variables from TeX; but another machine may have another clock and
    /etc/localtime, which do not depend on variables.
    """
    exports = "".join(
        f"export {name}={shlex.quote(value)}\n" for name, value in surroundings.environment.items()
    )
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found:
            command = shlex.join((*surroundings.prefix, found))
            script = programs / program
            script.write_text(f'#!/bin/sh\n{exports}exec {command} "$@"\n', encoding="utf-8")
            script.chmod(0o700)


def _at_home(finding: Diagnostic, folder: Path, edition: Edition) -> Diagnostic:
    """Return a finding at the original of a copied file, without the path of a deleted log."""
    hint = "" if str(folder) in finding.hint else finding.hint
    span = finding.span
    if span and span.file.is_relative_to(folder):
        span = changed(span, file=edition.content.parent / span.file.name)
    return changed(finding, span=span, hint=hint)


def first_difference(one: Path, other: Path) -> str:
    """Return a description of the first part and byte in which two PDFs differ."""
    pairs = enumerate(zip_longest(one.read_bytes(), other.read_bytes()))
    byte = next(at for at, (mine, theirs) in pairs if mine != theirs)
    return f"in {_first_part(one, other)}, from byte {byte:,} of the file"


def _first_part(one: Path, other: Path) -> str:
    from pikepdf import Pdf, PdfError  # noqa: PLC0415 - heavy, and only a failure needs it

    try:
        with Pdf.open(one) as mine, Pdf.open(other) as theirs:
            for (name, part), (_, same) in zip(_parts(mine), _parts(theirs), strict=False):
                if part != same:
                    return name
    except PdfError:
        return f"how it is written: `{one}` can't be read"
    return "how it is written"


def _parts(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of a PDF's parts: metadata, pages, then all objects."""
    yield "the title, author and dates (Info)", _written(pdf.docinfo)
    yield "the metadata (XMP)", _written(pdf.Root.get("/Metadata", pdf.Root))
    for number, page in enumerate(pdf.pages, 1):
        page.contents_coalesce()
        yield f"what page {number} prints", _written(page.obj.get("/Contents", page.obj))
    for number, found in enumerate(pdf.objects, 1):
        yield f"object {number}", _written(found)


def _written(found: Object) -> bytes:
    from pikepdf import Stream  # noqa: PLC0415 - the same

    return found.read_raw_bytes() if isinstance(found, Stream) else found.unparse(resolved=True)


def main() -> None:
    """Build the edition on standard input, and write the findings to standard output."""
    edition, work = pickle.load(sys.stdin.buffer), Path("work")  # noqa: S301 - our own
    source = write_source(edition, work)
    made = make_pdf(edition, work, Path(AGAIN)) if source.ok else failed(*source.diagnostics)
    sys.stdout.buffer.write(pickle.dumps(made.diagnostics))


if __name__ == "__main__":
    main()
