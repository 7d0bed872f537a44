"""`cvtex batch`."""

from __future__ import annotations

import sys
import time
import uuid
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.commands.shared.looks import add_looks, cited, looks_of, tailoring_for
from cvtex.commands.shared.options import add_audience
from cvtex.commands.shared.output import missing_folder
from cvtex.diagnostics import Diagnostic, Severity, Span, counted
from cvtex.diagnostics.codes import Code
from cvtex.report import ReportFormat, show

if TYPE_CHECKING:
    from cvtex.batch.jobs import Request
    from cvtex.batch.pools import Pool
    from cvtex.batch.running import Batch
    from cvtex.commands.shared.progress import Display


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the résumés")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="the folder of the PDFs, which gets the same folders as DIR",
    )
    add_audience(parser)
    add_looks(parser)
    parser.add_argument(
        "--jobs",
        type=_number,
        metavar="N",
        help="how many files are built at a time (default: one for each core)",
    )
    parser.add_argument(
        "--timeout",
        type=_number,
        default=600,
        metavar="SECONDS",
        help="the time after which a file is given up (default: 600)",
    )
    parser.add_argument(
        "--shard",
        type=_shard,
        default=(1, 1),
        metavar="K/N",
        help="build only part K of N, as 1/4, divided by the paths of the files",
    )
    parser.add_argument(
        "--dask",
        default="",
        metavar="ADDRESS",
        help="build on the Dask cluster of this scheduler, as tcp://10.0.0.1:8786",
    )


def run(  # noqa: PLR0913 - a verb's options
    *,
    folder: Path,
    output: Path,
    audience: list[str],
    theme: str,
    settings: list[str],
    jobs: int | None,
    timeout: int,
    shard: tuple[int, int],
    dask: str,
) -> None:
    """Build every résumé of a folder and the folders below it, if it has changed."""
    start = time.perf_counter()
    from cvtex.batch.jobs import RECORDS, Request, program_digest, wish_of  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.batch.outcomes import Status  # noqa: PLC0415 - the same
    from cvtex.batch.running import Batch  # noqa: PLC0415 - the same
    from cvtex.batch.tree import Shard, Tree  # noqa: PLC0415 - the same
    from cvtex.commands.shared.progress import Display, listed, progress  # noqa: PLC0415 - the same
    from cvtex.design.looks import PLAIN  # noqa: PLC0415 - the same

    if dask and jobs:
        sys.stderr.write("cvtex batch: --jobs is for this machine; a cluster has its threads\n")
        raise SystemExit(2)
    _end_if_wrong(_hindrances(folder, output))
    looks = looks_of(folder / "resume.yaml", theme, settings)
    _end_if_wrong(cited(looks.diagnostics))
    if dask:  # another machine has another working folder
        folder, output = folder.absolute(), output.absolute()
    part, tree = Shard(*shard), Tree(folder, output)
    survey = tree.survey(part)
    show(survey.diagnostics, ReportFormat.TEXT, sys.stderr)
    if survey.value is None:
        raise SystemExit(1)
    if others := survey.value.others.most_common():
        named = listed((f"{number:,} {ending}" for ending, number in others), len(others))
        sys.stderr.write(f"not read: {named}\n")
    program, name = program_digest(), uuid.uuid4().hex
    request = Request(
        *(folder, output, wish_of(program, (theme, settings, audience)), program, name),
        looks.value or PLAIN,
        tailoring_for(audience),
        timeout,
        output / RECORDS / f"shared-{name}" if dask else None,
    )
    batch, display = Batch(request, tree, part), Display()
    try:
        with progress(survey.value.count) as display:
            _build(batch, _pool(request, dask, jobs), display)
    finally:  # also after Ctrl-C
        is_written = _sum_up(batch, display, start)
    if not (batch.is_done and is_written and survey.ok) or batch.counts[Status.FAILED]:
        raise SystemExit(1)


def _hindrances(folder: Path, output: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with the two folders."""
    if not folder.is_dir():
        message = "there is no such folder"
        yield Diagnostic(Code.FILE_MISSING, message, Span(folder), "check the name")
    if hindrance := missing_folder(output):
        yield hindrance
    elif output.exists() and not output.is_dir():
        message = "this is a file, and a folder is expected here"
        yield Diagnostic(Code.OUTPUT, message, Span(output), "name another with -o")


def _end_if_wrong(findings: Iterable[Diagnostic]) -> None:
    """Show findings; end the program with 1 if there is an error among them."""
    found = [*findings]
    show(found, ReportFormat.TEXT, sys.stderr)
    if any(one.severity is Severity.ERROR for one in found):
        raise SystemExit(1)


def _pool(request: Request, dask: str, jobs: int | None) -> AbstractContextManager[Pool]:
    """Return who builds: a cluster, or processes of this machine."""
    if dask:
        from cvtex.batch.cluster import dask_pool  # noqa: PLC0415 - heavy

        return dask_pool(dask, request)
    from cvtex.batch.pools import cores, local_pool  # noqa: PLC0415 - the same

    return local_pool(jobs or cores())


def _build(batch: Batch, pool: AbstractContextManager[Pool], display: Display) -> None:
    from cvtex.batch.builders import BrokenError  # noqa: PLC0415 - heavy

    try:
        with pool as builders:
            batch.run(builders, display.show)
    except BrokenError as error:
        sys.stderr.write(f"cvtex: {error}\n")


def _sum_up(batch: Batch, display: Display, start: float) -> bool:
    """Write the summary, and print a line about the run; return whether it could be written."""
    from cvtex.batch.outcomes import Status, remove_gone  # noqa: PLC0415 - heavy
    from cvtex.batch.summary import summary_files, write_summary  # noqa: PLC0415 - the same
    from cvtex.build.places import unwritable  # noqa: PLC0415 - the same
    from cvtex.commands.shared.progress import listed  # noqa: PLC0415 - the same

    files, counts = summary_files(batch), batch.counts
    try:
        counts = write_summary(batch)
        where = f"; {files[0]}, {files[1].name}"
    except OSError as error:
        show([unwritable(files[0], error)], ReportFormat.TEXT, sys.stderr)
        where = ""
    if display.left_out:
        named = listed(display.left_out, counts[Status.LEFT_OUT])
        sys.stderr.write(f"left out, because they are not résumés: {named}\n")
    said = (
        "removed, because their files are gone",
        "kept, though their files are gone, because they were changed",
    )
    for words, pdfs in zip(said, remove_gone(batch.request), strict=True):
        if pdfs:
            sys.stderr.write(f"{words}: {listed([*map(str, pdfs)], len(pdfs))}\n")
    if counts[Status.WAITING]:
        sys.stderr.write("run the same command again to build the files that wait\n")
    numbers = ", ".join(f"{counts[one]:,} {one.replace('-', ' ')}" for one in Status if counts[one])
    built, seconds = counts[Status.BUILT], time.perf_counter() - start
    rate = f", {60 * built / seconds:.0f} a minute" if built else ""
    total = sum(counts.values())
    sys.stdout.write(
        f"{counted(total, 'file')}: {numbers or 'nothing to do'} in {seconds:.1f} s{rate}{where}\n"
    )
    return bool(where)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"`{text}` is not a whole number from 1")
    return int(text)


def _shard(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    shard = _number(number), _number(of)
    if shard[0] > shard[1]:
        raise ArgumentTypeError(f"`{text}` is not K/N with K from 1 to N")
    return shard
