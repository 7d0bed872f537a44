"""Records, removes and collects the published PDFs of editions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from cvtex.build.places import is_same, unwritable
from cvtex.content.letter_files import is_letter
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition
from cvtex.files import record_digests, recorded_digests
from cvtex.paths import BUILD, PUBLIC, PUBLISHED, REPORT, VERDICT, digest, gone_folders
from cvtex.writers import formats

EVERYTHING = "CVTEX_PUBLISH"
"""The environment variable that publishes all editions but notes and letters if it is `all`."""


def take_place(work: Path, target: Path, works: Iterable[Path]) -> list[str]:
    """Record the PDF of an edition; remove its previous one if that has another name.

    A PDF that another edition of `works` has recorded stays. Return a message for each removed
    PDF. OSError: it can't be removed.
    """
    before = _ours(work)
    record_digests(work / PUBLISHED, {str(target): digest(target)})
    kept = [Path(name) for one in works for name in recorded_digests(one / PUBLISHED) or {}]
    return [f"removed {pdf}" for pdf in before if not _is_among(pdf, kept) and _remove(pdf)]


def remove_gone(out: Path, names: Iterable[str], kept: Collection[Path]) -> list[str]:
    """Remove the results of removed editions; return a message for each removed PDF.

    A changed or foreign PDF stays, and one of `kept`, the PDFs of the editions that there are:
    an edition that was renamed may have the same file. OSError: it can't be removed.
    """
    removed = []
    for folder in gone_folders(out / BUILD, names):
        for pdf in _ours(folder):
            if _is_among(pdf, kept):
                continue
            _remove(pdf)
            removed.append(f"removed {pdf}: there is no edition `{folder.name}`")
        shutil.rmtree(folder)
    return removed


def _ours(work: Path) -> list[Path]:
    """Return the published PDFs of an edition that are unchanged."""
    recorded = recorded_digests(work / PUBLISHED) or {}
    return [Path(name) for name, known in recorded.items() if known and known == digest(Path(name))]


def _is_among(pdf: Path, kept: Iterable[Path]) -> bool:
    """Return whether a PDF is one of some, also where capitals don't count."""
    return any(pdf == one or is_same(pdf, one) for one in kept)


def _remove(pdf: Path) -> bool:
    """Remove a PDF and its files in other formats; return True."""
    for file in (pdf, *(pdf.with_suffix(f".{name}") for name in formats())):
        file.unlink(missing_ok=True)
    return True


def is_published(edition: Edition) -> bool:
    """Return whether an edition is published: it is public, or the environment asks for all.

    Nobody means notes by that, or letters, which have the addresses of others.
    """
    is_meant = not edition.tailoring.notes and not is_letter(edition.content)
    return edition.public or (is_meant and os.environ.get(EVERYTHING) == "all")


def publish(
    out: Path, works: dict[str, Path], editions: Iterable[Edition], current: Collection[str]
) -> Checked[str]:
    """Copy the PDFs of editions, with their verdicts, to a separate folder.

    `current` are the names of those that were just built without an exception; after one, a
    verdict may be about earlier content. An edition that is not among them, or not proven, is left
    out, with a finding.
    Return the line to print.
    """
    published = tuple(editions)
    try:
        shutil.rmtree(out / PUBLIC, ignore_errors=True)
        if not published:
            return Checked("no edition is published: none has `public: true`")
        return _publish(out, works, published, current)
    except OSError as error:
        return failed(unwritable(out / PUBLIC, error))


def _publish(
    out: Path, works: dict[str, Path], editions: Iterable[Edition], current: Collection[str]
) -> Checked[str]:
    from cvtex.build.reporting import draw  # noqa: PLC0415 - for this alone
    from cvtex.report.files import read_verdict, write_report, write_verdicts  # noqa: PLC0415 - the same
    from cvtex.report.verdict import without_places  # noqa: PLC0415 - the same

    folder = out / PUBLIC
    folder.mkdir(parents=True)
    records, findings = [], list[Diagnostic]()
    for edition in editions:
        name, work = edition.name, works[edition.name]
        findings += draw(edition, work)
        record, ours = read_verdict(work / VERDICT), _ours(work)
        if name in current and record and record["proven"] and ours:
            shutil.copyfile(ours[0], folder / ours[0].name)
            records.append((work, without_places({**record, "pdf": ours[0].name})))
        else:
            message = f"the edition `{name}` is not proven, and is not published"
            hint = f"correct what is wrong with it, which `doit pdf:{name}` shows"
            findings.append(Diagnostic(Code.OUTPUT, message, hint=hint))
    write_report(out, works.values(), page=(out / REPORT).is_file())
    if not records:
        folder.rmdir()
        return Checked(None, tuple(findings))
    write_verdicts(folder, records, page=True)
    line = f"{folder}: {', '.join(sorted(record['pdf'] for _, record in records))}"
    return Checked(line, tuple(findings))
