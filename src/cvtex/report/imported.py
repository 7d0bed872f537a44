"""Shows as a table what an import has taken from a file, guessed and left out."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from cvtex.exchange.account import ValueCount
from cvtex.report.screen import PLAIN, Screen
from cvtex.report.text import shown

_NAMES_MAX = 6


def table(counts: Sequence[ValueCount], screen: Screen = PLAIN, *, is_whole: bool = False) -> str:
    """Return the table; `is_whole` names all that was left out, and not only the first values."""
    from rich import box  # noqa: PLC0415 - rich is for the screen alone
    from rich.console import Console  # noqa: PLC0415 - the same
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    made = Table(box=box.SIMPLE_HEAD if screen.colour else None, show_footer=True, pad_edge=False)
    taken = sum(count.taken for count in counts)
    guessed = sum(count.guessed for count in counts)
    left_out = sum(count.left_out for count in counts)
    made.add_column("values of the file", "all", overflow="fold")
    made.add_column("taken", str(taken), justify="right", style="green")
    made.add_column("guessed", str(guessed), justify="right", style="yellow")
    made.add_column("left out", str(left_out), justify="right", style="red")
    made.add_column("", overflow="fold", style="dim")
    for count in counts:
        numbers = (str(number or "") for number in (count.taken, count.guessed, count.left_out))
        names = _names(count.names, None if is_whole else _NAMES_MAX)
        made.add_row(Text(shown(count.part or "the file")), *numbers, Text(names))
    console = Console(
        file=StringIO(),
        width=screen.columns,
        color_system="standard" if screen.colour else None,
        force_terminal=screen.colour,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        console.print(made)
    return "\n".join(line.rstrip() for line in capture.get().strip("\n").splitlines())


def _names(names: Sequence[str], most: int | None) -> str:
    """Return names, each once with how often it occurs."""
    times = {name: names.count(name) for name in dict.fromkeys(names)}
    said = [shown(name) + (f" ({number})" if number > 1 else "") for name, number in times.items()]
    more = len(said) - most if most is not None else 0
    return ", ".join(said[:most]) + (f" and {more} more" if more > 0 else "")
