"""The colours of what is painted, as far as a file says them itself (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cvtex.pdf.objects import entry, integer, items, name, number

if TYPE_CHECKING:
    from cvtex.verify.state import Operands, State

Colour = tuple[float, float, float]
"""Red, green, blue, from 0 to 1."""
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)
# Grey, RGB and CMYK, by how many numbers they take; of other spaces nothing is known.
_DEVICES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_CALIBRATED = {"CalGray": 1, "CalRGB": 3}
_DIRECT = {"g": 1, "rg": 3, "k": 4, "G": 1, "RG": 3, "K": 4}
_SPACES = frozenset({"cs", "CS"})
OPERATORS = frozenset({*_DIRECT, *_SPACES, "sc", "scn", "SC", "SCN"})
"""What sets a colour (8.6.8)."""


class Ink(NamedTuple):
    """What fills or draws: its colour, None if that can't be told, and how opaque it is.

    `numbers` is how many of them its colour space takes, 0 for one that is not known.
    """

    colour: Colour | None = BLACK
    opacity: float = 1.0
    numbers: int = 1


FIRST = Ink()
"""What a page begins with (8.4.1)."""


def colour_of(values: tuple[float, ...]) -> Colour | None:
    """Return a colour of grey, RGB or CMYK, the last without a profile (10.3.5)."""
    held = tuple(min(max(value, 0.0), 1.0) for value in values)
    match held:
        case (grey,):
            return grey, grey, grey
        case (red, green, blue):
            return red, green, blue
        case (cyan, magenta, yellow, black):
            cyan, magenta, yellow = (min(ink + black, 1.0) for ink in (cyan, magenta, yellow))
            return 1 - cyan, 1 - magenta, 1 - yellow
    return None


def set_colour(operator: str, given: Operands, state: State, resources: object) -> None:
    """Follow an operator that sets a colour: in lower case that of fills, else of lines."""
    fills = operator[0].islower()
    ink = state.fill if fills else state.line
    if operator in _SPACES:
        ink = _first_of(ink, str(given[0]), resources)
    else:
        count = _DIRECT.get(operator, ink.numbers)
        values = tuple(value for one in given if (value := number(one)) is not None)
        colour = colour_of(values) if len(values) == len(given) == count else None
        ink = Ink(colour, ink.opacity, count)
    if fills:
        state.fill = ink
    else:
        state.line = ink


def _first_of(ink: Ink, called: str, resources: object) -> Ink:
    """Return the colour that a colour space begins with."""
    space = entry(entry(resources, "/ColorSpace"), called)
    kind, *rest = items(space) or [space]
    called = name(kind) or called.removeprefix("/")
    profile = next(iter(rest), None)
    if called == "ICCBased" and (count := integer(entry(profile, "/N"))) in {1, 3, 4}:
        return Ink(colour_of((0.0,) * count), ink.opacity, count)
    count = _DEVICES.get(called) or _CALIBRATED.get(called, 0)
    return Ink(BLACK if count else None, ink.opacity, count)
