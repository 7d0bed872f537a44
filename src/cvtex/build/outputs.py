"""Records which files in `out/` are the outputs of an edition, and removes those that are stale.

Only files that nobody has changed are removed. Each output has a record of its own, because the
tasks of an edition run in parallel.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cvtex.build.places import is_same
from cvtex.editions.outputs import DEFAULT, PDF
from cvtex.editions.settings import Edition
from cvtex.files import record_digests, recorded_digests, replace
from cvtex.paths import ASKED, BUILD, PICTURES, PUBLISHED, VERDICT, digest, gone_folders

# The end of a name of an output: `.pdf`, `-2.png`, `-card.png`.
_END = re.compile(r"(?:-(?:[0-9]+|card)(?=\.png$))?\.\w+$")


def take_place(work: Path, output: str, files: Sequence[Path], works: Iterable[Path]) -> list[str]:
    """Record the files of an output of an edition; remove its previous ones of other names.

    A file that another edition of `works` has recorded stays. Return a message for each removed
    file. OSError: it can't be removed.
    """
    before = ours(work, output)
    record_digests(_record(work, output), {str(file): digest(file) for file in files})
    kept = [
        Path(name)
        for one in works
        for record in _records(one)
        for name in recorded_digests(record) or {}
    ]
    return [f"removed {_removed(file)}" for file in before if not _is_one(file, kept)]


def ours(work: Path, output: str) -> list[Path]:
    """Return the files of an output of an edition that are unchanged, in their order."""
    return _unchanged(_record(work, output))


def all_ours(work: Path) -> list[Path]:
    """Return the files of all outputs of an edition that are unchanged."""
    return [file for record in _records(work) for file in _unchanged(record)]


def is_settled(out: Path, editions: Iterable[Edition]) -> bool:
    """Return whether no output is stale, as far as the editions say."""
    works = {edition.name: out / BUILD / edition.name for edition in editions}
    return not gone_folders(out / BUILD, works) and all(
        _asked(works[edition.name]) == _asking(edition) for edition in editions
    )


def remove_stale(out: Path, editions: Sequence[Edition]) -> list[str]:
    """Remove the outputs of editions that are gone, and those that an edition asks for no more.

    Also those that have the name of before, if an edition's `file` has changed. What was made on
    request stays. Return a message for each removed file. OSError: it can't be removed.
    """
    removed = list[str]()
    stems = [edition.stem for edition in editions]
    for folder in gone_folders(out / BUILD, [edition.name for edition in editions]):
        # An edition that was renamed may have the same file.
        gone = [file for file in all_ours(folder) if not _is_named(file, stems)]
        why = f"there is no edition `{folder.name}`"
        removed += [f"removed {_removed(file)}: {why}" for file in gone]
        shutil.rmtree(folder)
    for edition in editions:
        work = out / BUILD / edition.name
        removed += _remove_of(edition, work, stems)
        work.mkdir(parents=True, exist_ok=True)
        replace(work / ASKED, json.dumps(_asking(edition)).encode())
    return removed


def _remove_of(edition: Edition, work: Path, stems: list[str]) -> Iterator[str]:
    """Remove what an edition asks for no more, and what has the name of none; yield messages."""
    for output in _asked(work)["outputs"]:
        if output in edition.outputs:
            continue
        for file in ours(work, output):
            why = f"the edition `{edition.name}` has no `{output}` among its outputs"
            yield f"removed {_removed(file)}: {why}"
        _record(work, output).unlink(missing_ok=True)
        if output == PDF:
            for file in (work / VERDICT, work / PICTURES):
                file.unlink(missing_ok=True)
    for file in all_ours(work):
        if not _is_named(file, stems):
            yield f"removed {_removed(file)}"


def _asking(edition: Edition) -> Mapping[str, object]:
    return {"outputs": [*edition.outputs], "stem": edition.stem}


def _asked(work: Path) -> dict[str, list[str]]:
    with suppress(OSError, ValueError):
        asked = json.loads((work / ASKED).read_bytes())
        if isinstance(asked, dict) and isinstance(asked.get("outputs"), list):
            return asked
    return {"outputs": [*DEFAULT]}


def _record(work: Path, output: str) -> Path:
    return work / PUBLISHED.format(output)


def _records(work: Path) -> list[Path]:
    return sorted(work.glob(PUBLISHED.format("*")))


def _unchanged(record: Path) -> list[Path]:
    recorded = recorded_digests(record) or {}
    return [Path(name) for name, known in recorded.items() if known and known == digest(Path(name))]


def _is_named(file: Path, stems: Iterable[str]) -> bool:
    """Return whether a file has the name of an output of one of some editions."""
    end = _END.search(file.name)
    names = [file.with_name(f"{stem}{end[0] if end else ''}") for stem in stems]
    return _is_one(file, names)


def _is_one(file: Path, others: Iterable[Path]) -> bool:
    """Return whether a file is one of others, also where capitals don't count."""
    return any(file == one or is_same(file, one) for one in others)


def _removed(file: Path) -> Path:
    file.unlink(missing_ok=True)
    return file
