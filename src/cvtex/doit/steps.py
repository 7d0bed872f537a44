"""The actions of the tasks of an edition: each takes a step of the build."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cvtex.build.ahead import Ahead
from cvtex.diagnostics import Checked
from cvtex.doit.outcome import Outcome, leaving_no_false_proof, outcome
from cvtex.editions.outputs import PDF
from cvtex.editions.settings import Edition
from cvtex.paths import OUT, REPORT, VERDICT
from cvtex.processes.phases import phase, since_start

if TYPE_CHECKING:
    from doit.task import Task

T = TypeVar("T")


@leaving_no_false_proof
def write_source(edition: Edition, works: dict[str, Path], task: Task, *, ahead: Ahead) -> Outcome:
    """Write the LaTeX source of an edition, while an engine gets ready for it."""
    work = works[edition.name]
    with phase("import"):
        ahead.start(work)
        from cvtex.build import pipeline  # noqa: PLC0415 - heavy, and only a build needs it

    # Only now, so that the imports above share two cores with the engine alone.
    ahead.start_imports()
    written = _recorded(edition, works, lambda: pipeline.write_source(edition, work))
    if not written.ok:
        ahead.end(work)
    return outcome(task, written)


@leaving_no_false_proof
def typeset(edition: Edition, works: dict[str, Path], task: Task, *, ahead: Ahead) -> Outcome:
    """Typeset the source of an edition, to a draft."""
    from cvtex.build.pipeline import typeset_source  # noqa: PLC0415 - the same

    work = works[edition.name]
    try:
        step = _recorded(edition, works, lambda: typeset_source(edition, work, ahead))
    finally:
        ahead.end(work)
    return outcome(task, step)


@leaving_no_false_proof
def prove(
    edition: Edition, works: dict[str, Path], task: Task, *, ahead: Ahead, keep_going: bool
) -> Outcome:
    """Prove the draft of an edition, and publish it."""
    from cvtex.build.judging import judge  # noqa: PLC0415 - the same

    began = time.monotonic() - since_start()
    asked = edition, works, edition.pdf, began
    judged = _recorded(edition, works, lambda: ahead.there(judge)(*asked, keep_going=keep_going))
    return outcome(task, judged, judged.value or "", goes_on=keep_going)


def _recorded(
    edition: Edition, works: dict[str, Path], step: Callable[[], Checked[T]]
) -> Checked[T]:
    from cvtex.build.judging import recorded  # noqa: PLC0415 - the same

    if PDF not in edition.outputs and not (works[edition.name] / VERDICT).is_file():
        return step()  # there is no PDF for a verdict
    reports = (OUT / REPORT).is_file()
    return recorded(edition, works, edition.pdf, step, reports=reports)
