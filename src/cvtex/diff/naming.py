"""What the arguments of `cvtex diff` mean: files, editions and revisions.

An argument is the path of a file, the name of an edition, or a revision of git. `REVISION:NAME` is
an edition or a file at a revision; without the revision, `:NAME`, it is the edition here. A
revision beside a name is that name at the revision, and alone it is all editions.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cvtex.build.places import is_there
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.diff.repository import Repository

_LAST = "HEAD"
_CLOSE = 0.5
"""How alike a name is that may have been meant (`difflib.get_close_matches`): v2 and v1."""

_FILES = (".yaml", ".yml", ".json", ".pdf")


@dataclass(frozen=True, slots=True)
class Named:
    """A file or an edition, at a revision or, without one, as it is here.

    Without a file and an edition, it is a revision, or the working tree.
    """

    edition: str = ""
    file: Path | None = None
    revision: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is a revision as a whole, or the working tree."""
        return not self.edition and self.file is None


def meaning(
    names: Sequence[str], editions: Collection[str], repository: Repository
) -> Checked[tuple[Named, Named]]:
    """Return what at most two arguments mean; `editions` are the names of those here."""
    read = [_named(name, editions, repository) for name in names]
    findings = tuple(finding for one in read for finding in one.diagnostics)
    if findings:
        return failed(*findings)
    return Checked(_sides([one.value for one in read if one.value is not None]))


def _sides(given: list[Named]) -> tuple[Named, Named]:
    match given:
        case []:
            return Named(revision=_LAST), Named()
        case [Named(is_whole=True) as one]:
            return one, Named()
        case [one]:
            return replace(one, revision=_LAST), one
        case [one, other] if one.is_whole and not other.is_whole:
            return replace(other, revision=one.revision), other
        case [one, other] if other.is_whole and not one.is_whole:
            return one, replace(one, revision=other.revision)
        case _:
            return given[0], given[1]


def _named(name: str, editions: Collection[str], repository: Repository) -> Checked[Named]:
    """Return what an argument means, which has to be one thing alone."""
    meanings = dict[str, tuple[str, Named]]()
    if is_there(Path(name)) and Path(name).is_file():
        meanings["a file"] = f"./{name}", Named(file=Path(name))
    if name in editions:
        meanings["an edition"] = f":{name}", Named(name)
    ref = repository.ref(name)
    if ref or (not meanings and repository.has(name)):
        meanings["a revision"] = ref, Named(revision=name)
    revision, colon, inner = name.partition(":")
    if colon and inner and not meanings:
        if not revision or repository.has(revision):
            return _at(revision, inner, editions)
        return failed(_unknown(revision, (), repository, f"there is no revision `{revision}`"))
    if len(meanings) > 1:
        message = f"`{name}` is {' and '.join(meanings)}"
        told = (f"`{written}` for {what}" for what, (written, _) in meanings.items())
        hint = f"write {', '.join(told)}"
        return failed(Diagnostic(Code.VALUE_UNKNOWN, message, Span(Path(name)), hint))
    for _, named in meanings.values():
        return Checked(named)
    return failed(_unknown(name, editions, repository))


def _at(revision: str, name: str, editions: Collection[str]) -> Checked[Named]:
    """Return an edition or a file at a revision, or the edition here."""
    if "." in name or "/" in name:
        if revision:
            return Checked(Named(file=Path(name), revision=revision))
    elif revision or name in editions:
        return Checked(Named(name, revision=revision))
    message = f"there is no edition `{name}`"
    hint = f"the editions here are {', '.join(editions)}" if editions else "there are none here"
    return failed(Diagnostic(Code.FILE_MISSING, message, Span(Path(f":{name}")), hint))


def _unknown(
    name: str, editions: Collection[str], repository: Repository, message: str = ""
) -> Diagnostic:
    path = Path(name)
    folder = path.parent if is_there(path.parent) else Path()
    files = [
        str(path.parent / file.name)
        for file in folder.glob("*")
        if file.suffix in _FILES and file.is_file()
    ]
    if not message and (path.suffix in _FILES or path.name != name):
        message = "this is not a file" if is_there(path) else "there is no such file"
    elif not message:
        message = f"`{name}` is neither a file nor an edition nor a revision"
    close = difflib.get_close_matches(name, [*editions, *repository.refs(), *files], 1, _CLOSE)
    hint = f"the editions here are {', '.join(editions)}" if editions else "check the name"
    old, dots, new = name.partition("..")
    if dots and repository.has(old) and repository.has(new):
        hint = f"write both revisions: `cvtex diff {old} {new}`"
    elif close:
        hint = f"did you mean `{close[0]}`?"
    return Diagnostic(Code.FILE_MISSING, message, Span(path), hint)
