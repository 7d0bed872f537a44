"""The PDFs that are ours: which edition each is of, which are of none, which anybody may see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from cvtex.build.places import unwritable
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition
from cvtex.files import record_digests, recorded_digests
from cvtex.paths import BUILD, PUBLIC, PUBLISHED, VERDICT, digest, gone_folders
from cvtex.writers import formats

EVERYTHING = "CVTEX_PUBLISH"
"""The environment variable that has all editions published, if it is `all`."""


def take_place(work: Path, target: Path) -> list[str]:
    """Record that a PDF is an edition's; remove the one that it had under another name.

    Returns in words what is removed. OSError: it can't be.
    """
    before = _ours(work)
    record_digests(work / PUBLISHED, {str(target): digest(target)})
    return [f"removed {pdf}" for pdf in before if pdf != target and _remove(pdf)]


def remove_gone(out: Path, names: Iterable[str]) -> list[str]:
    """Remove what was built of editions that there are no more; return that in words.

    A PDF that somebody has changed, or put there, stays. OSError: it can't be removed.
    """
    told = []
    for folder in gone_folders(out / BUILD, names):
        for pdf in _ours(folder):
            _remove(pdf)
            told.append(f"removed {pdf}: there is no edition `{folder.name}`")
        shutil.rmtree(folder)
    return told


def _ours(work: Path) -> list[Path]:
    """Return the PDFs of an edition that are as they were published."""
    recorded = recorded_digests(work / PUBLISHED) or {}
    return [Path(name) for name, known in recorded.items() if known and known == digest(Path(name))]


def _remove(pdf: Path) -> bool:
    """Remove a PDF, and what is beside it in other formats."""
    for file in (pdf, *(pdf.with_suffix(f".{name}") for name in formats())):
        file.unlink(missing_ok=True)
    return True


def publish(out: Path, works: dict[str, Path], editions: Iterable[Edition]) -> Checked[str]:
    """Gather the PDFs of public editions, and what is proven of them, in a folder of their own.

    Returns in a line what is there. All are gathered if the environment asks for it.
    """
    asked = os.environ.get(EVERYTHING) == "all"
    wanted = [one for one in editions if asked or one.public]
    try:
        shutil.rmtree(out / PUBLIC, ignore_errors=True)
        if not wanted:
            return Checked("no edition is published: none has `public: true`")
        return _publish(out / PUBLIC, {one.name: works[one.name] for one in wanted})
    except OSError as error:
        return failed(unwritable(out / PUBLIC, error))


def _publish(folder: Path, works: dict[str, Path]) -> Checked[str]:
    from cvtex.report.files import read_verdict, write_verdicts  # noqa: PLC0415 - for this alone
    from cvtex.report.verdict import without_places  # noqa: PLC0415 - the same

    folder.mkdir(parents=True)
    told, findings = [], list[Diagnostic]()
    for name, work in works.items():
        record, ours = read_verdict(work / VERDICT), _ours(work)
        if record and record["proven"] and ours:
            shutil.copyfile(ours[0], folder / ours[0].name)
            told.append((work, without_places({**record, "pdf": ours[0].name})))
        else:
            message = f"the edition `{name}` is not proven, and is not published"
            findings.append(Diagnostic(Code.OUTPUT, message, hint=f"build it: doit pdf:{name}"))
    write_verdicts(folder, told)
    line = f"{folder}: {', '.join(sorted(one['pdf'] for _, one in told))}"
    return Checked(line if told else None, tuple(findings))
