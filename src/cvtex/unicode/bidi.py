"""The Unicode Bidirectional Algorithm (UAX #9).

The rules have their names from there. A leaf of the Document is a paragraph. Its text has no
explicit directional controls (LRE to PDI), so X1 to X8 do not apply, and a paragraph is one
isolating run sequence at its base level.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby

LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1
"""The base levels of a paragraph."""

# A letter for each bidirectional class, so that the rules are regular expressions. Neutral classes
# share one.
_LETTER = dict(zip(["L", "R", "AL", "EN", "AN", "ES", "ET", "CS", "NSM"], "LRAENSTCM", strict=True))
_NEUTRAL = "O"
# The increments of I1 and I2 for an even and for an odd level.
_ADDED = {"L": (0, 1), "R": (1, 0), "E": (2, 1), "N": (2, 1)}
# The limit of open brackets (BD16).
_OPEN_MAX = 63
_STRONG_RIGHT = frozenset({"R", "AL"})
_FROM_THE_RIGHT = _STRONG_RIGHT | {"AN"}

# A Latin word with the signs that belong to it: `C#`, `C++`, `__init__.py`, `--force`, `.NET`.
_SIGNED = re.compile(
    r"(?:(?<!\S)[-./]*)?[_~^@#$]*"
    r"[A-Za-z][A-Za-z0-9]*(?:[-.,:/_+#@&=?~]+[A-Za-z0-9]+)*"
    r"(?:[_+#]+|\(\))*"
)
# Numbers with a dash between: years, and days with their months.
_RANGE = re.compile(r"\d[\d./]* ?[–—] ?\d[\d./]*")

# The names of mirrored pairs differ in these words.
_SIDES = {"LEFT": "RIGHT", "LEFTWARDS": "RIGHTWARDS", "LESS": "GREATER", "SMALLER": "LARGER"}
_SIDES |= {"SUBSET": "SUPERSET", "PRECEDES": "SUCCEEDS", "PRECEDE": "SUCCEED"}
_SIDES |= {to: word for word, to in _SIDES.items()}
# The other pairs of BidiMirroring.txt.
_PAIRS = (
    "༺༻༼༽᚛᚜∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕⊏⊐⊑⊒⊘⦸⊦⫞⊨⫤⊩⫣⊲⊳⊴⊵⊶⊷⊸⟜⋢⋣⋤⋥⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⟈⟉⟋⟍⦤⦥⧄⧅⧏⧐⧸⧹⨫⨬⨼⨽⩤⩥⫬⫭"
)


def is_bidirectional(text: str) -> bool:
    """Return whether a text has letters from right to left, or Arabic numbers."""
    return _has(text, _FROM_THE_RIGHT)


def has_strong_right(text: str) -> bool:
    """Return whether a text has letters of scripts from right to left."""
    return _has(text, _STRONG_RIGHT)


def _has(text: str, classes: frozenset[str]) -> bool:
    # Without a loop of Python's: these look at each character of a page.
    return not text.isascii() and not classes.isdisjoint(map(unicodedata.bidirectional, text))


def stretches(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each run of characters with a level above 0."""
    if not is_bidirectional(text):
        return []
    runs = groupby(enumerate(levels(text)), key=lambda pair: pair[1] > 0)
    places = ([at for at, _ in run] for is_inside, run in runs if is_inside)
    return [(own[0], own[-1] + 1) for own in places]


def base_of(text: str, *, rtl: bool) -> int:
    """Return the base level of a leaf in a document; `rtl` is for one from right to left.

    In that, a leaf without letters from right to left, such as a number or an address, has level 2.
    A range of numbers begins at the right, as it does beside such letters.
    """
    if not rtl:
        return LEFT_TO_RIGHT
    turns = has_strong_right(text) or _RANGE.fullmatch(text)
    return RIGHT_TO_LEFT if turns else RIGHT_TO_LEFT + 1


def signed_words(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each Latin word that begins or ends with a sign, as `C#`.

    It is a unit from left to right, as structured text may be (UAX #9, HL4).
    """
    spans = [found.span() for found in _SIGNED.finditer(text)]
    return [
        (start, end)
        for start, end in spans
        if not (text[start].isalnum() and text[end - 1].isalnum())
    ]


def leaf_levels(text: str, *, rtl: bool) -> list[int]:
    """Return the embedding level of each character of a leaf in a document, right-to-left or not.

    The colon of a label parts it from what follows: it has the level of the line, also behind a
    word from left to right.
    """
    base = base_of(text, rtl=rtl)
    found = levels(text, base, signed_words(text) if base == RIGHT_TO_LEFT else ())
    if base > RIGHT_TO_LEFT and text.endswith(":"):
        found[-1] = RIGHT_TO_LEFT
    return found


def is_reordered(text: str, *, rtl: bool) -> bool:
    """Return whether a leaf has characters that are read from right to left."""
    return any(level % 2 for level in leaf_levels(text, rtl=rtl))


def levels(
    text: str, base: int = LEFT_TO_RIGHT, units: Iterable[tuple[int, int]] = ()
) -> list[int]:
    """Return the embedding level of each character of a paragraph with a base level.

    Characters with an odd level are read from right to left; those of `units`, each from a start to
    an end, from left to right.
    """
    if base == LEFT_TO_RIGHT and not is_bidirectional(text):
        return [base] * len(text)
    classes = [unicodedata.bidirectional(char) for char in text]
    for start, end in units:
        classes[start:end] = ["L"] * (end - start)
    # X9: boundary neutrals are ignored.
    kept = [at for at, kind in enumerate(classes) if kind != "BN"]
    kinds = "".join(_LETTER.get(classes[at] or "L", _NEUTRAL) for at in kept)
    own = "LR"[base % 2]
    resolved = _paired(_weak(kinds, own), "".join(text[at] for at in kept), kinds, own)
    found = [base] * len(text)
    for at, kind in zip(kept, _neutral(resolved, own), strict=True):
        found[at] = base + _ADDED[kind][base % 2]
    for at, kind in enumerate(classes):
        if kind == "BN" and at:
            found[at] = found[at - 1]
    return found


def line_levels(text: str, of: Sequence[int], base: int = LEFT_TO_RIGHT) -> list[int]:
    """Return the levels of a line, with the base level for white space at its end (L1).

    `of` are the levels of its text in the paragraph.
    """
    found, reset = list(of), True
    for at in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[at])
        reset = kind in {"B", "S"} or (reset and kind in {"WS", "BN"})
        if reset:
            found[at] = base
    return found


def order(of: Sequence[int]) -> list[int]:
    """Return the indices of a line's characters in visual order, from the left (L2)."""
    places = list(range(len(of)))
    for level in range(max(of, default=0), 0, -1):
        turned: list[int] = []
        for is_inside, run in groupby(places, key=lambda at: of[at] >= level):
            turned += list(run)[:: -1 if is_inside else 1]
        places = turned
    return places


@cache
def mirrored(char: str) -> str:
    """Return the mirrored character (L4), `)` for `(`, or the character itself."""
    if not unicodedata.mirrored(char):
        return char
    if (at := _PAIRS.find(char)) >= 0:
        return _PAIRS[at ^ 1]
    name = re.sub("[A-Z]+", lambda word: _SIDES.get(word[0], word[0]), unicodedata.name(char))
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return char


def _weak(kinds: str, own: str) -> str:
    """Resolve weak types (W1 to W7); `own` is the type of the paragraph's start and end."""
    kinds = re.sub("(.)M+", lambda run: run[1] * len(run[0]), own + kinds)
    kinds = re.sub("A[^LRA]*", lambda run: run[0].replace("E", "N"), kinds)
    kinds = kinds.replace("A", "R")
    kinds = re.sub("(?<=E)[SC](?=E)", "E", kinds)
    kinds = re.sub("(?<=N)C(?=N)", "N", kinds)
    kinds = re.sub("[ET]+", lambda run: ("E" if "E" in run[0] else "T") * len(run[0]), kinds)
    kinds = re.sub("[STC]", _NEUTRAL, kinds)
    return re.sub("L[^LR]*", lambda run: run[0].replace("E", "L"), kinds)[1:]


def _paired(kinds: str, text: str, typed: str, own: str) -> str:
    """Resolve paired brackets (N0); `typed` are the types before W1."""
    found = list(kinds)
    for start, end in _pairs(kinds, text):
        inside = {_direction(kind) for kind in found[start + 1 : end]} - {_NEUTRAL}
        if not inside:
            continue
        kind = own
        if own not in inside:
            before = (_direction(found[at]) for at in range(start - 1, -1, -1))
            if next((kind for kind in before if kind != _NEUTRAL), own) != own:
                (kind,) = inside
        for at in (start, end):
            found[at] = kind
            marks = re.compile("M*").match(typed, at + 1)
            if marks:
                found[at + 1 : marks.end()] = kind * (marks.end() - at - 1)
    return "".join(found)


def _pairs(kinds: str, text: str) -> list[tuple[int, int]]:
    """Return the indices of paired brackets, in the order of the opening ones (BD16)."""
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, (kind, char) in enumerate(zip(kinds, text, strict=True)):
        if kind != _NEUTRAL or not unicodedata.mirrored(char):
            continue
        # U+2329 and U+232A are equal to U+3008 and U+3009.
        char = unicodedata.normalize("NFC", char)  # noqa: PLW2901 - the canonical equivalent
        match unicodedata.category(char):
            case "Ps":
                if len(opened) == _OPEN_MAX:
                    break
                opened.append((mirrored(char), at))
            case "Pe":
                same = (n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == char)
                if (last := next(same, None)) is not None:
                    found.append((opened[last][1], at))
                    del opened[last:]
    return sorted(found)


def _neutral(kinds: str, own: str) -> str:
    """Resolve neutral types (N1, N2)."""
    around = own + kinds + own

    def between(run: re.Match[str]) -> str:
        before, after = (_direction(around[at]) for at in (run.start() - 1, run.end()))
        return (before if before == after else own) * len(run[0])

    return re.sub(f"{_NEUTRAL}+", between, around)[1:-1]


def _direction(kind: str) -> str:
    """Return the direction of a type in N0 to N2, where numbers count as R."""
    return "R" if kind in "EN" else kind
