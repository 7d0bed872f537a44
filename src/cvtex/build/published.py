"""Collects the outputs of the editions that anybody may see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from cvtex.build.outputs import ours
from cvtex.build.places import unwritable
from cvtex.content.letter_files import is_letter
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.outputs import PDF
from cvtex.editions.settings import Edition
from cvtex.paths import PUBLIC, REPORT, VERDICT

EVERYTHING = "CVTEX_PUBLISH"
"""The environment variable that publishes all editions but notes and letters if it is `all`."""


CHOSEN = "CVTEX_EDITIONS"
"""The environment variable with the names of the only editions that are published, if any."""


def is_published(edition: Edition) -> bool:
    """Return whether an edition is published: it is public, or the environment asks for all.

    Nobody means notes by that, or letters, which have the addresses of others.
    """
    chosen = os.environ.get(CHOSEN, "").split()
    if chosen and edition.name not in chosen:
        return False
    is_meant = not edition.tailoring.notes and not is_letter(edition.content)
    return edition.public or (is_meant and os.environ.get(EVERYTHING) == "all")


def publish(
    out: Path, works: dict[str, Path], editions: Iterable[Edition], failing: Collection[str]
) -> Checked[str]:
    """Copy the outputs of editions, and the verdicts on their PDFs, to a separate folder.

    `failing` are the tasks of doit that just failed, such as `pdf:en`. An output of these is left
    out, with a finding, and so is a PDF that is not proven.
    Return the line to print.
    """
    published = [*editions]
    try:
        shutil.rmtree(out / PUBLIC, ignore_errors=True)
        if not published:
            return Checked("no edition is published: none has `public: true`")
        return _publish(out, published, works, failing)
    except OSError as error:
        return failed(unwritable(out / PUBLIC, error))


def _publish(
    out: Path, editions: list[Edition], works: dict[str, Path], failing: Collection[str]
) -> Checked[str]:
    from cvtex.build.reporting import draw  # noqa: PLC0415 - for this alone
    from cvtex.report.files import read_verdict, write_report, write_verdicts  # noqa: PLC0415 - the same
    from cvtex.report.verdict import without_places  # noqa: PLC0415 - the same

    folder = out / PUBLIC
    folder.mkdir(parents=True)
    records, findings, copied = [], list[Diagnostic](), list[str]()
    for edition in editions:
        work = works[edition.name]
        findings += draw(edition, work)
        for output in edition.outputs:
            task = f"{output}:{edition.name}"
            record = read_verdict(work / VERDICT) if output == PDF else None
            files = ours(work, output)
            is_proven = output != PDF or bool(record and record["proven"])
            if task in failing or not files or not is_proven:
                findings.append(_left_out(edition, output))
                continue
            for file in files:
                shutil.copyfile(file, folder / file.name)
                copied.append(file.name)
            if record:
                records.append((work, without_places({**record, "pdf": files[0].name})))
    write_report(out, works.values(), page=(out / REPORT).is_file())
    if not copied:
        folder.rmdir()
        return Checked(None, tuple(findings))
    if records:
        write_verdicts(folder, records, page=True)
    return Checked(f"{folder}: {', '.join(sorted(copied))}", tuple(findings))


def _left_out(edition: Edition, output: str) -> Diagnostic:
    message = f"the edition `{edition.name}` is not proven, and is not published"
    if output != PDF:
        message = f"the `{output}` of the edition `{edition.name}` is missing, and not published"
    hint = f"`doit {output}:{edition.name}` shows what is wrong: correct that"
    return Diagnostic(Code.OUTPUT, message, hint=hint)
