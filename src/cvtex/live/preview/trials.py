"""Looks that are tried: they stand in for those of an edition, and nothing is published of them."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cvtex.design.kinds import Setting
from cvtex.design.looks import Looks, theme_folders
from cvtex.design.options import OPTIONS
from cvtex.diagnostics import Span
from cvtex.editions.pages import PAGES
from cvtex.editions.settings import Edition
from cvtex.paths import BUILD, EDITIONS
from cvtex.source.typed import Typed

TRIED = ("accent", "paper", "font_size")
"""The options of a design that can be tried."""

_TRIAL = "try"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for an edition: a theme, options, the number of pages.

    An option that is "" is the theme's own; `pages` is None without a limit.
    """

    theme: str
    options: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None

    def values(self) -> dict[str, str]:
        """Return it as the controls have it, "" for what is not set."""
        return {"theme": self.theme, **self.options, "pages": str(self.pages or "")}


def wish_of(edition: Edition) -> Wish:
    """Return what an edition asks for in its file."""
    set_ = dict(edition.looks.options)
    options = {name: str(set_.get(name, "")) for name in TRIED}
    return Wish(edition.looks.theme, options, edition.pages)


def read_wish(edition: Edition, asked: Mapping[str, object]) -> Wish:
    """Return what the controls ask for. ValueError: a value can't be; says why."""
    values = {key: str(asked.get(key) or "").strip() for key in ("theme", *TRIED, "pages")}
    values["accent"] = values["accent"].removeprefix("#").upper()
    if values["theme"] not in theme_folders(edition.content.parent):
        raise ValueError(f"there is no theme `{values['theme']}`")
    if values["pages"] and not re.fullmatch(PAGES, values["pages"]):
        raise ValueError("the number of pages is a whole number, from 1")
    options = {}
    for option in OPTIONS:
        if option.name in TRIED and (value := values[option.name]):
            try:
                option.kind.read(Typed(value, Span(EDITIONS)))
            except ValueError as error:
                raise ValueError(f"`{option.name}` can't be `{value}`: {error}") from error
        if option.name in TRIED:
            options[option.name] = values[option.name]
    return Wish(values["theme"], options, int(values["pages"]) if values["pages"] else None)


def name_of(name: str) -> str:
    """Return the name of the edition for which an edition stands in, or its own."""
    return name.split("/", maxsplit=1)[0]


class Trials:
    """The watched editions, and what is tried for some of them; any thread may ask."""

    def __init__(self) -> None:
        """Start without editions."""
        self._lock = threading.Lock()
        self._editions: dict[str, Edition] = {}
        self._wishes: dict[str, Wish] = {}
        self._true: set[str] = set()
        self._front = ""

    def front(self, name: str) -> None:
        """Build an edition before the others."""
        with self._lock:
            self._front = name

    def stand_in(self, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
        """Return what is built, in order: each edition, or its trial.

        A trial that came true is over.
        """
        with self._lock:
            self._editions = {edition.name: edition for edition in editions}
            for name, wish in [*self._wishes.items()]:
                edition = self._editions.get(name)
                if edition is None or wish_of(edition) == wish:
                    del self._wishes[name]
                    self._true.add(name)
            return tuple(
                _trial(edition, self._wishes[edition.name])
                if edition.name in self._wishes
                else edition
                for edition in sorted(editions, key=lambda one: one.name != self._front)
            )

    def names(self) -> list[str]:
        """Return the names of the editions, in their order."""
        with self._lock:
            return [*self._editions]

    def edition(self, name: str) -> Edition | None:
        """Return an edition as its file has it."""
        with self._lock:
            return self._editions.get(name)

    def editions(self) -> tuple[Edition, ...]:
        """Return the editions as their file has them."""
        with self._lock:
            return tuple(self._editions.values())

    def shown_as(self, name: str) -> str:
        """Return the name under which an edition is shown: its own, or that of its trial."""
        with self._lock:
            return f"{name}/{_TRIAL}" if name in self._wishes or name in self._true else name

    def built(self, name: str) -> None:
        """Show an edition itself, which was built: its trial came true before, if it had one."""
        with self._lock:
            self._true.discard(name)

    def tried(self, name: str) -> Wish | None:
        """Return what is tried for an edition, if anything is."""
        with self._lock:
            return self._wishes.get(name)

    def wish(self, name: str) -> dict[str, Any]:
        """Return for the controls what an edition has, and whether that is a trial."""
        with self._lock:
            edition, tried = self._editions.get(name), self._wishes.get(name)
            is_tried = tried is not None or name in self._true
        if not edition:
            return {"looks": None, "tried": False}
        return {"looks": (tried or wish_of(edition)).values(), "tried": is_tried}

    def begin(self, name: str, wish: Wish) -> None:
        """Try something for an edition; what it has anyway ends its trial."""
        with self._lock:
            edition = self._editions.get(name)
            if edition and wish_of(edition) != wish:
                self._wishes[name] = wish
            else:
                self._wishes.pop(name, None)

    def end(self, name: str) -> None:
        """Go back to what the file has."""
        with self._lock:
            self._wishes.pop(name, None)


def _trial(edition: Edition, wish: Wish) -> Edition:
    """Return the edition that stands in for another one.

    By its name and file, all of it is in a folder below the work of the other: `out/` has none of
    it, doit sees none of it, and it is gone with the other.
    """
    kept = {name: value for name, value in edition.looks.options if name not in TRIED}
    tried: dict[str, Setting] = {name: value for name, value in wish.options.items() if value}
    looks = Looks(wish.theme, (*kept.items(), *tried.items()), edition.looks.fonts)
    name = f"{edition.name}/{_TRIAL}"
    return replace(
        edition,
        name=name,
        file=f"{BUILD}/{name}/tried",
        looks=looks,
        pages=wish.pages,
        public=False,
    )
