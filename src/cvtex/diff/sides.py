"""Reads the two sides of a comparison: editions, content files and PDFs, here or at a revision."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cvtex.build.check import Loaded, check_edition
from cvtex.build.places import is_there
from cvtex.build.published import is_published
from cvtex.content.overlay import is_overlaid
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, failed
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.diff.naming import Named
from cvtex.diff.repository import Repository, Revision
from cvtex.document import Document
from cvtex.editions.settings import Edition


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: an edition, or a file as one, with its Document; or a PDF.

    `name` says in words what it is, `revision` where it is from, None for here.
    """

    name: str
    edition: Edition | None = None
    document: Document | None = None
    pdf: Path | None = None
    revision: Revision | None = None

    @property
    def label(self) -> str:
        """What it is, and the commit that it is from."""
        return f"{self.name} ({self.revision.described})" if self.revision else self.name

    @property
    def is_withheld(self) -> bool:
        """Whether what is shown may be published, but has private details."""
        return self.edition is not None and self.edition.is_withheld

    @property
    def is_private(self) -> bool:
        """Whether private details are merged over its content."""
        edition = self.edition
        return edition is not None and edition.private and is_overlaid(edition.content)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, and what they are called together; a side that can't be read is its findings.

    `lack` says why an edition is not compared: one of the revisions does not have it.
    """

    title: str
    old: Checked[Side]
    new: Checked[Side]
    lack: str = ""


@dataclass(slots=True)
class Sides:
    """Reads sides; `here` are the editions of the project here, by name."""

    here: Checked[dict[str, Edition]]
    repository: Repository
    _loaded: dict[tuple[Path, bool], Loaded] = field(default_factory=dict)

    def pairs(
        self, old: Named, new: Named, *, wanted: Sequence[str], public: bool
    ) -> Iterator[Pair]:
        """Yield what is compared.

        Of two revisions, it is each edition that both have, or those `wanted`; with `public`, those
        that are published.
        """
        if not old.is_whole:
            title = f"{_described(old)} -> {_described(new)}"
            if old.edition == new.edition and old.edition:
                title = old.edition
            yield Pair(title, self.side(old), self.side(new))
            return
        before, after = self._editions(old), self._editions(new)
        if before.value is None or after.value is None:
            yield Pair(_described(old), failed(*before.diagnostics), failed(*after.diagnostics))
            return
        for name in wanted or dict.fromkeys((*after.value, *before.value)):
            edition = after.value.get(name, before.value.get(name))
            if public and edition and not is_published(edition):
                continue
            ours, theirs = (replace(one, edition=name) for one in (old, new))
            lacking = [
                _where(one)
                for one, known in ((old, before.value), (new, after.value))
                if name not in known and not wanted
            ]
            if lacking:
                yield Pair(name, Checked(None), Checked(None), f"it is not {lacking[0]}")
            else:
                yield Pair(name, self.side(ours), self.side(theirs))

    def side(self, named: Named) -> Checked[Side]:
        """Return a side, or what is wrong with it."""
        revision: Revision | None = None
        if named.revision:
            read = self.repository.revision(named.revision)
            if read.value is None:
                return failed(*read.diagnostics)
            revision = read.value
        edition = self._edition(named, revision)
        if edition.value is None:
            return failed(*edition.diagnostics)
        name, content = _described(named), edition.value.content
        if content.suffix.lower() == ".pdf":
            return Checked(Side(name, pdf=content, revision=revision))
        checked = check_edition(edition.value, self._loaded)
        errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
        if errors or checked.value is None:
            found = tuple(errors)
            return failed(*(revision.placed(found) if revision else found))
        return Checked(Side(name, edition.value, checked.value, revision=revision))

    def _edition(self, named: Named, revision: Revision | None) -> Checked[Edition]:
        if named.file is not None:
            return _file(named.file, revision)
        known = self._editions(named)
        if known.value is None:
            return failed(*known.diagnostics)
        if named.edition in known.value:
            return Checked(known.value[named.edition])
        message = f"there is no edition `{named.edition}` {_where(named)}"
        hint = f"the editions there are {', '.join(known.value)}"
        return failed(Diagnostic(Code.FILE_MISSING, message, Span(Path(_described(named))), hint))

    def _editions(self, named: Named) -> Checked[dict[str, Edition]]:
        if not named.revision:
            return self.here
        revision = self.repository.revision(named.revision)
        if revision.value is None:
            return failed(*revision.diagnostics)
        return revision.value.editions()


def _file(file: Path, revision: Revision | None) -> Checked[Edition]:
    """Return a file as an edition, at a revision or here."""
    if revision:
        below = Path(os.path.relpath(file))
        path = revision.folder / below
        if not is_there(path) or not path.resolve().is_relative_to(revision.folder):
            message = f"`{revision.name}` does not have this file"
            return failed(Diagnostic(Code.FILE_MISSING, message, Span(file), "check the name"))
        revision.borrow(path.parent)
        return Checked(Edition(file.stem, path, warn=LAYOUT))
    return Checked(Edition(file.stem, file, warn=LAYOUT))


def _where(named: Named) -> str:
    return f"in `{named.revision}`" if named.revision else "here"


def _described(named: Named) -> str:
    """Return a side as it can be written in the command line."""
    name = named.edition or str(named.file or "")
    if not named.revision:
        return name
    return f"{named.revision}:{name}" if name else named.revision
