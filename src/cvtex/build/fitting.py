"""The setting nearest to the theme's own in which a résumé fits its pages.

First the space between things changes, then the leading, then the size of text, each between
bounds in which a page still looks good. TeX says how full the pages are; a try makes no PDF.
"""

from __future__ import annotations

import math
import shutil
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from cvtex.diagnostics import Checked, failed
from cvtex.document import Document
from cvtex.editions.settings import Fit
from cvtex.files import keep, kept
from cvtex.paths import FITTED, digest
from cvtex.tex.engine import Typeset, run_tex
from cvtex.writers.tex.latex import write_latex

_FAR = 0.1
"""Pages too many, or too few, for which the end of a path is tried first: it may not do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Shares of the density, the leading and the size of text that a résumé would have."""

    density: float = 1
    leading: float = 1
    size: float = 1

    @property
    def changes(self) -> dict[str, float]:
        """What differs from the look that was asked for, by the key of the class."""
        shares = {"density": self.density, "leading": self.leading, "size": self.size}
        return {key: share for key, share in shares.items() if share != 1}

    def describe(self) -> str:
        """Return the changes in words, such as `density -40%, leading -2%`; "" if none."""
        return ", ".join(f"{key} {share - 1:+.0%}" for key, share in self.changes.items())


PLAIN = Setting()
"""The look that was asked for."""

# A key of the class, the option of a design that sets it, the shares from there on. No more than
# fifteen each way: bisection finds one in four runs of TeX.
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


@dataclass(frozen=True, slots=True)
class Fitted:
    """A setting that was found, what for, and how much of the last page TeX fills with it.

    `wish` is a digest of the source and of what it is to fit, `inputs` are the other files that TeX
    read, by their digests.
    """

    setting: Setting
    wish: str
    fill: float
    inputs: dict[str, str]


def _path(axes: _Axes, fixed: Collection[str]) -> list[Setting]:
    """Return the settings on a way from the plain one to the tightest or the loosest."""
    settings = [PLAIN]
    for key, option, shares in axes:
        if option not in fixed:
            settings += [replace(settings[-1], **{key: share}) for share in shares]
    return settings[1:]


def fit_pages(
    written: tuple[Document, str], fit: Fit, work: Path, folder: Path
) -> Checked[tuple[Fitted, Typeset]]:
    """Typeset a Document and its source in the setting nearest to the plain one that fits.

    If none fits, it is the last one that was tried. What is found is kept in `work`, with the log:
    for the same source it is not sought again. TeX runs in `folder`, where nothing else is.
    """
    document, source = written
    log, wish = work / "resume.log", sha256(f"{fit}\n{source}".encode()).hexdigest()
    runs = _Runs(document, source, folder, log)
    setting = _known(work / FITTED, wish)
    first = runs.at(setting or PLAIN)
    if first.value is None:
        return failed(*first.diagnostics)
    made = runs.at(setting := setting or _sought(fit, runs))
    if made.value is None:
        return failed(*made.diagnostics)
    shutil.copyfile(made.value.log, log)
    fitted = Fitted(setting, wish, made.value.filled.last, made.value.inputs)
    keep(work / FITTED, fitted)
    return Checked((fitted, made.value), made.diagnostics)


def _known(file: Path, wish: str) -> Setting | None:
    """Return the setting that was found for a wish, if TeX would read the same files."""
    before = kept(file, Fitted)
    if before is None or before.wish != wish:
        return None
    same = all(digest(Path(name)) == known for name, known in before.inputs.items())
    return before.setting if same else None


class _Runs:
    """Runs of TeX on one Document, each setting once; the first is what others are held against."""

    def __init__(self, document: Document, source: str, folder: Path, log: Path) -> None:
        self._document, self._source, self._folder, self._log = document, source, folder, log
        self._made: dict[Setting, Checked[Typeset]] = {}

    def at(self, setting: Setting) -> Checked[Typeset]:
        """Return what TeX makes in a setting."""
        if setting not in self._made:
            folder = self._folder / str(len(self._made))
            folder.mkdir()
            source = self._source if setting == PLAIN else _source(self._document, setting)
            self._made[setting] = run_tex(source, self._document, folder, self._log)
        return self._made[setting]

    def length(self, setting: Setting) -> float:
        """Return how long a résumé is, in pages; without end where TeX complains anew."""
        made, plain = self.at(setting), self.at(PLAIN)
        if made.value is None or len(made.diagnostics) > len(plain.diagnostics):
            return math.inf
        return made.value.filled.length


def _source(document: Document, setting: Setting) -> str:
    shares = (("fit", key, f"{share:g}") for key, share in setting.changes.items())
    design = replace(document.design, keys=(*document.design.keys, *shares))
    return write_latex(replace(document, design=design))


def _sought(fit: Fit, runs: _Runs) -> Setting:
    """Return the setting to take, where the plain one is typeset already."""
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
        # It can't be had: as near as possible.
        or next((one for one in looser[-1:] if runs.length(one) <= pages), PLAIN)
    )


def _tightened(settings: list[Setting], pages: int, runs: _Runs) -> Setting | None:
    """Return the loosest setting that has no more than some pages."""
    far = runs.length(PLAIN) > pages + _FAR
    return _first(settings, lambda setting: runs.length(setting) <= pages, far=far)


def _loosened(settings: list[Setting], length: float, runs: _Runs) -> Setting | None:
    """Return the tightest setting that has a length in pages, and no page more."""
    far = runs.length(PLAIN) < length - _FAR
    found = _first(settings, lambda setting: runs.length(setting) >= length, far=far)
    return found if found and runs.length(found) <= math.ceil(length) else None


def _first(
    settings: list[Setting], fits: Callable[[Setting], bool], *, far: bool
) -> Setting | None:
    """Return the first setting that fits, where all after one that does so do too."""
    if far and not any(map(fits, settings[-1:])):
        return None
    at = bisect_left(settings, x=True, key=fits)
    return settings[at] if at < len(settings) else None
