"""Finds the setting nearest to the theme's own in which a résumé fits its pages.

The vertical space changes first, then the leading, then the type size, each within bounds in which
a page still looks good. TeX reports how full the pages are; no PDF is made for a try.
"""

from __future__ import annotations

import math
import shutil
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cvtex.diagnostics import Checked, failed
from cvtex.document import Document
from cvtex.editions.settings import Fit
from cvtex.files import keep, kept
from cvtex.paths import FITTED, LOG, digest
from cvtex.tex.engine import Programs, Typeset

_FAR = 0.1
"""If the length is this many pages off, the last setting is tried first: it may not suffice."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Factors of the density, the leading and the type size."""

    density: float = 1
    leading: float = 1
    size: float = 1

    @property
    def changes(self) -> dict[str, float]:
        """The factors other than 1, by the key of the class."""
        shares = {"density": self.density, "leading": self.leading, "size": self.size}
        return {key: share for key, share in shares.items() if share != 1}

    def describe(self) -> str:
        """Return the changes, such as `density -40%, leading -2%`, or ""."""
        return ", ".join(f"{key} {share - 1:+.0%}" for key, share in self.changes.items())


PLAIN = Setting()
"""The unchanged look."""
# A key of the class, the option of a design that sets it, and its factors. There are at most
# fifteen steps in each direction: bisection takes four runs of TeX.
_TIGHTER = (
    ("density", "density", (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)),
    ("leading", "line_height", (0.98, 0.96, 0.94)),
    ("size", "font_size", (0.985, 0.97, 0.955, 0.94)),
)
_LOOSER = (
    ("density", "density", (1.05, 1.1, 1.15, 1.2, 1.25, 1.3)),
    ("leading", "line_height", (1.01, 1.02, 1.03)),
    ("size", "font_size", (1.01, 1.02, 1.03, 1.04)),
)
_Axes = tuple[tuple[str, str, tuple[float, ...]], ...]


class Fitted(NamedTuple):
    """The result of fitting: the setting, and the filled part of the last page.

    `wish` is a digest of the source and of the constraints, `inputs` has the digests of the other
    files that TeX read.
    """

    setting: Setting
    wish: str
    fill: float
    inputs: dict[str, str]


def _path(axes: _Axes, fixed: Collection[str]) -> list[Setting]:
    """Return the settings from the first step to the tightest or loosest."""
    settings = [PLAIN]
    for key, option, shares in axes:
        if option not in fixed:
            settings += [replace(settings[-1], **{key: share}) for share in shares]
    return settings[1:]


def fit_pages(
    written: tuple[Document, str], fit: Fit, work: Path, folder: Path, programs: Programs
) -> Checked[tuple[Fitted, Typeset]]:
    """Typeset a Document and its source in the setting nearest to the plain one that fits.

    If none has few enough pages, the tightest is taken; if none fills the last page, the plain one.
    The setting is stored in `work`, with the log, for further runs with the same source. TeX runs
    in the empty `folder`.
    """
    _, source = written
    log, wish = work / LOG, sha256(f"{fit}\n{source}".encode()).hexdigest()
    runs = _Runs(written, folder, log, programs)
    setting = _known(work / FITTED, wish)
    first = runs.at(setting or PLAIN)
    if first.value is None:
        return failed(*first.diagnostics)
    made = runs.at(setting := setting or _best(fit, runs))
    if made.value is None:
        return failed(*made.diagnostics)
    shutil.copyfile(made.value.log, log)
    fitted = Fitted(setting, wish, made.value.filled.last, made.value.inputs)
    keep(work / FITTED, fitted)
    return Checked((fitted, made.value), made.diagnostics)


def _known(file: Path, wish: str) -> Setting | None:
    """Return the stored setting for a wish, if the files that TeX read are unchanged."""
    before = kept(file, Fitted)
    if before is None or before.wish != wish:
        return None
    same = all(digest(Path(name)) == known for name, known in before.inputs.items())
    return before.setting if same else None


class _Runs:
    """Runs of TeX on one Document, once for each setting."""

    def __init__(
        self, written: tuple[Document, str], folder: Path, log: Path, programs: Programs
    ) -> None:
        self._document, self._source = written
        self._folder, self._log, self._programs = folder, log, programs
        self._made: dict[Setting, Checked[Typeset]] = {}

    def at(self, setting: Setting) -> Checked[Typeset]:
        """Return the result of TeX in a setting."""
        if setting not in self._made:
            folder = self._folder / str(len(self._made))
            folder.mkdir()
            source = self._source if setting == PLAIN else _source(self._document, setting)
            self._made[setting] = self._programs.typeset(source, self._document, folder, self._log)
        return self._made[setting]

    def length(self, setting: Setting) -> float:
        """Return the length in pages; infinite if TeX reports more errors than in the plain one."""
        made, plain = self.at(setting), self.at(PLAIN)
        if made.value is None or len(made.diagnostics) > len(plain.diagnostics):
            return math.inf
        return made.value.filled.length


def _source(document: Document, setting: Setting) -> str:
    from cvtex.writers.tex.latex import write_latex  # noqa: PLC0415 - heavy, and few are fitted

    shares = (("fit", key, f"{share:g}") for key, share in setting.changes.items())
    design = replace(document.design, keys=(*document.design.keys, *shares))
    return write_latex(replace(document, design=design))


def _best(fit: Fit, runs: _Runs) -> Setting:
    """Return the best setting; the plain one is already typeset."""
    length = runs.length(PLAIN)
    pages = math.ceil(length)
    tighter, looser = (_path(axes, fit.fixed) for axes in (_TIGHTER, _LOOSER))
    if fit.pages and pages > fit.pages:
        return _tightened(tighter, fit.pages, runs) or [PLAIN, *tighter][-1]
    if pages == 1 or length >= pages - 1 + fit.fill:
        return PLAIN
    return (
        _loosened(looser, pages - 1 + fit.fill, runs)
        or _tightened(tighter, pages - 1, runs)
        or PLAIN
    )


def _tightened(settings: list[Setting], pages: int, runs: _Runs) -> Setting | None:
    """Return the loosest setting with at most `pages` pages."""
    far = runs.length(PLAIN) > pages + _FAR
    return _first(settings, lambda setting: runs.length(setting) <= pages, far=far)


def _loosened(settings: list[Setting], length: float, runs: _Runs) -> Setting | None:
    """Return the tightest setting of at least a length in pages, without another page."""
    far = runs.length(PLAIN) < length - _FAR
    found = _first(settings, lambda setting: runs.length(setting) >= length, far=far)
    return found if found and runs.length(found) <= math.ceil(length) else None


def _first(
    settings: list[Setting], fits: Callable[[Setting], bool], *, far: bool
) -> Setting | None:
    """Return the first setting that fits; all settings behind it must fit as well."""
    if far and not any(map(fits, settings[-1:])):
        return None
    at = bisect_left(settings, x=True, key=fits)
    return settings[at] if at < len(settings) else None
