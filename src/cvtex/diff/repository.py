"""Reads revisions of a project from git, each into a temporary folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from cvtex.content.overlay import NAME
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition, read_editions
from cvtex.files import ABANDONED, clean
from cvtex.paths import EDITIONS
from cvtex.processes.programs import Given, ask

_FOLDER = "cvtex-diff-"
_SECONDS = 60
_BYTES_MAX = 1 << 20
_PRIVATE = Path(NAME).stem + ".*"
_PICTURES = ("*.jpg", "*.jpeg", "*.png", "*.webp")


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of the project, `name` as it was asked for, in a folder; `date` is its day."""

    name: str
    commit: str
    date: str
    folder: Path

    @property
    def described(self) -> str:
        """The beginning of its hash and its day."""
        short = "" if self.commit.startswith(self.name) else f"{self.commit[:7]}, "
        return f"{short}{self.date}"

    def editions(self) -> Checked[dict[str, Edition]]:
        """Return the editions that it has, by name."""
        read = read_editions(self.folder / EDITIONS)
        named = {edition.name: edition for edition in read.value or ()}
        return Checked(named if read.ok else None, self.placed(read.diagnostics))

    def borrow(self, folder: Path) -> None:
        """Copy what git does not have into a folder of it: the overlay that is here, and photos."""
        if not folder.is_relative_to(self.folder):
            return  # the same folder as here
        for file in _private(folder.relative_to(self.folder)):
            copy = self.folder / file
            if not copy.exists() and copy.parent.is_dir():
                shutil.copyfile(file, copy)

    def placed(self, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return findings at `HEAD~1:content/resume.en.yaml`, without fixes."""
        return tuple(self._placed(finding) for finding in findings)

    def _placed(self, finding: Diagnostic) -> Diagnostic:
        span = finding.span
        if span and span.file.is_relative_to(self.folder):
            file = span.file.relative_to(self.folder).as_posix()
            span = replace(span, file=Path(f"{self.name}:{file}"))
        message, hint = (
            text.replace(f"{self.folder}/", f"{self.name}:")
            for text in (finding.message, finding.hint)
        )
        return replace(finding, message=message, hint=hint, span=span, fixes=())


class Repository:
    """The git repository that the project here is in; its revisions stay until it is closed."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._folders = ExitStack()
        self._read = dict[str, Checked[Revision]]()
        self._commits = dict[str, tuple[str, str]]()

    def close(self) -> None:
        """Delete what was read."""
        self._folders.close()

    def has(self, name: str) -> bool:
        """Return whether a name is that of a revision."""
        return bool(self._commit(name)[0])

    def ref(self, name: str) -> str:
        """Return the full name of a branch or tag, "" if there is none; a hash has no name."""
        if name.startswith("-"):
            return ""
        return _line("rev-parse", "--symbolic-full-name", "--verify", "--quiet", name)

    def refs(self) -> list[str]:
        """Return the names of branches and tags."""
        return _line("for-each-ref", "--format=%(refname:short)").split()

    def why_not(self) -> Diagnostic:
        """Return why there is no revision here."""
        try:
            ask(["git", "--version"], seconds=_SECONDS, most=_BYTES_MAX)
        except OSError:
            hint = "install it, or name two files or editions"
            return Diagnostic(Code.PROGRAM_MISSING, "the program `git` is not installed", hint=hint)
        if _git("rev-parse", "--git-dir") is None:
            message = "this folder is not in a git repository, so it has no earlier revisions"
            hint = "name two files or editions, as in `cvtex diff en acme`"
        else:
            message = "the git repository here has no commit yet"
            hint = "commit what there is, or name two files or editions"
        return Diagnostic(Code.FILE_MISSING, message, Span(Path()), hint)

    def revision(self, name: str) -> Checked[Revision]:
        """Return a revision, which is read if it was not yet."""
        if name not in self._read:
            self._read[name] = self._extracted(name)
        return self._read[name]

    def _commit(self, name: str) -> tuple[str, str]:
        """Return the hash and the day of the commit that a name means, "" if there is none."""
        if name not in self._commits:
            # Not `git log NAME`: of a range, as `v1..v2`, that is the last commit.
            is_one = bool(name) and not name.startswith(("-", "^"))
            commit = (
                _line("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") if is_one else ""
            )
            date = _line("log", "-1", "--format=%cs", commit, "--") if commit else ""
            self._commits[name] = commit, date
        return self._commits[name]

    def _extracted(self, name: str) -> Checked[Revision]:
        commit, date = self._commit(name)
        if not commit:
            return failed(self.why_not() if not self.has("HEAD") else _unknown(name))
        clean(Path(gettempdir()).glob(f"{_FOLDER}*"), ABANDONED)
        folder = Path(self._folders.enter_context(TemporaryDirectory(prefix=_FOLDER))).resolve()
        unpacked = folder / "tree"
        unpacked.mkdir()
        # In a folder of the repository, `./` is that folder, of which alone the tree is taken.
        tree = _line("rev-parse", "--verify", "--quiet", f"{commit}:./")
        if not tree or not _checked_out(tree, folder / "index", unpacked):
            message = f"the revision `{name}` does not have this folder, or git can't read it"
            return failed(Diagnostic(Code.FILE_MISSING, message, Span(Path(name))))
        revision = Revision(name, commit, date, unpacked)
        contents = [edition.content for edition in (revision.editions().value or {}).values()]
        for file in (revision.folder / EDITIONS, *contents):
            revision.borrow(file.parent)
        return Checked(revision)


def _git(*arguments: str) -> Given | None:
    """Return what git answers; None if it fails, or is not installed."""
    return _asked("git", "-c", "log.showSignature=false", *arguments)


def _line(*arguments: str) -> str:
    """Return what git prints, without white space around it; "" if it fails."""
    asked = _git(*arguments)
    return asked.output.decode("utf-8", "replace").strip() if asked else ""


def _asked(*command: str) -> Given | None:
    try:
        asked = ask(command, seconds=_SECONDS, most=_BYTES_MAX)
    except OSError:
        return None
    return asked if asked.status == 0 and not asked.late else None


def _checked_out(tree: str, index: Path, folder: Path) -> bool:
    """Write the files of a tree to a folder, by an index of its own; return whether it is done."""
    top = _git("rev-parse", "--show-toplevel")
    if top is None:
        return False
    with_index = (
        "env",
        f"GIT_INDEX_FILE={index}",
        "git",
        "-C",
        os.fsdecode(top.output).strip("\n"),
    )
    steps = (("read-tree", tree), ("checkout-index", "--all", "--quiet", f"--prefix={folder}/"))
    return all(_asked(*with_index, *step) is not None for step in steps)


def _unknown(name: str) -> Diagnostic:
    message = f"there is no revision `{name}`"
    return Diagnostic(Code.FILE_MISSING, message, Span(Path(name)), "`git log` lists them")


def _private(folder: Path) -> Iterator[Path]:
    found = (file for name in (_PRIVATE, *_PICTURES) for file in folder.glob(name))
    return (file for file in found if file.is_file())
