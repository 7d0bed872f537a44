"""Finds the files of a tree, in the same order each time, and what is against building them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cvtex.batch.jobs import pdf_name
from cvtex.content.letter_files import is_letter
from cvtex.content.overlay import NAME
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.file import BIBLIOGRAPHIES, ENDINGS


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the files: those whose paths have a digest of this remainder."""

    number: int = 1
    of: int = 1

    def has(self, name: str) -> bool:
        """Return whether a file belongs to it, on every machine and in every run."""
        digest = sha256(os.fsencode(name)).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1

    @property
    def suffix(self) -> str:
        """What the names of its summary have before their endings."""
        return f".{self.number}-of-{self.of}" if self.of > 1 else ""


# What a résumé may be made of besides itself: pictures, and bibliographies.
_PARTS = BIBLIOGRAPHIES | {".jpg", ".jpeg", ".png", ".webp", ".sty"}


@dataclass(frozen=True, slots=True)
class Survey:
    """The number of files of a shard, and those of the whole tree that are not read, by ending."""

    count: int
    others: Counter[str]


@dataclass(frozen=True, slots=True)
class Tree:
    """The files below `root` that may be résumés or letters, but for those below `out`."""

    root: Path
    out: Path

    def names(self, shard: Shard) -> Iterator[str]:
        """Yield the paths of the files of a shard, folder by folder."""
        for names in self._folders([], Counter()):
            yield from filter(shard.has, names)

    def survey(self, shard: Shard) -> Checked[Survey]:
        """Return what there is to build; without a result, nothing must be built."""
        if self.root.resolve() == self.out.resolve():
            message = f"the PDFs would go into the folder of the résumés, `{self.root}`"
            hint = "name another folder with -o"
            return failed(Diagnostic(Code.OUTPUT, message, Span(self.out), hint))
        count, unread, conflicts = 0, list[Diagnostic](), list[Diagnostic]()
        others = Counter[str]()
        for names in self._folders(unread, others):
            count += sum(map(shard.has, names))
            conflicts += self._conflicts(names)
        if not conflicts and not count and not unread and shard.of == 1:
            message = "there is no résumé in this folder"
            hint = f"the name of one ends in {', '.join(sorted(ENDINGS))}"
            conflicts.append(Diagnostic(Code.FILE_MISSING, message, Span(self.root), hint))
        return (
            failed(*unread, *conflicts)
            if conflicts
            else Checked(Survey(count, others), tuple(unread))
        )

    def _conflicts(self, names: list[str]) -> Iterator[Diagnostic]:
        """Yield an error for each résumé of a folder whose PDF would be that of one before it."""
        first: dict[str, str] = {}
        for name in names:
            before = first.setdefault(pdf_name(name), name)
            if before == name or not self._is_built(name):
                continue
            if not self._is_built(before):
                first[pdf_name(name)] = name
                continue
            pdf = self.out / pdf_name(name)
            message = f"`{self.root / before}` and this file would both be `{pdf}`"
            place = Span(self.root / name)
            yield Diagnostic(Code.OUTPUT, message, place, "rename or move one of the two")

    def _is_built(self, name: str) -> bool:
        from cvtex.exchange.loading import is_resume  # noqa: PLC0415 - heavy, and rarely asked

        path = self.root / name
        return is_letter(path) or is_resume(path)

    def _folders(self, unread: list[Diagnostic], others: Counter[str]) -> Iterator[list[str]]:
        """Yield the paths of the files of each folder, sorted; add what is not read."""
        pending = [""]
        while pending:
            folder = pending.pop()
            files, folders = list[str](), list[str]()
            try:
                with os.scandir(self.root / folder) as entries:
                    for entry in entries:
                        if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                            continue
                        path = f"{folder}/{entry.name}" if folder else entry.name
                        if entry.is_dir():
                            folders += [path] if self._is_walked(entry, unread) else []
                        elif (ending := os.path.splitext(path)[1].lower()) in ENDINGS:  # noqa: PTH122 - of a million names
                            files += [path] if entry.name != NAME else []
                        elif ending not in _PARTS:
                            others[ending or entry.name] += 1
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                message = f"the folder can't be read: {reason}"
                place = Span(self.root / folder)
                unread.append(Diagnostic(Code.FILE_UNREADABLE, message, place))
            yield sorted(files)
            pending += sorted(folders, reverse=True)

    def _is_walked(self, entry: os.DirEntry[str], unread: list[Diagnostic]) -> bool:
        """Return whether a folder is not that of the PDFs, nor a link, which may lead anywhere."""
        if entry.is_symlink():
            message = "this is a link to a folder, and is not followed"
            hint = "name that folder in a batch of its own, or copy it here"
            place = Span(Path(entry.path))
            unread.append(Diagnostic(Code.FILE_OUTSIDE, message, place, hint, tolerated=True))
            return False
        try:
            return not os.path.samefile(entry.path, self.out)  # noqa: PTH121 - of many folders
        except OSError:  # there is none yet
            return True
