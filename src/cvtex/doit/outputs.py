"""The tasks of the outputs of an edition other than its PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex.doit.freshness import same, same_files, same_results
from cvtex.doit.outcome import OF_ALL, Outcome, clean, outcome
from cvtex.editions.outputs import JSON, PDF, PNG, known_outputs
from cvtex.editions.settings import Edition
from cvtex.paths import PUBLISHED, SETTLED

if TYPE_CHECKING:
    from doit.task import Task

TaskDict = dict[str, Any]

BUILD_TASK = "build"
"""The task whose parts build what an edition asks for."""

_GROUPS = {
    PNG: "draw the pages of each PDF as .png, and a picture to share",
    JSON: "write each edition as JSON Resume, without TeX",
}


def groups() -> Iterator[TaskDict]:
    """Yield the tasks that have those of the editions as their parts."""
    doc = "build what each edition asks for (the default)"
    yield {"basename": BUILD_TASK, "name": None, "doc": doc}
    for name in known_outputs():
        if name != PDF:
            doc = _GROUPS.get(name, f"write each edition as .{name}, without TeX")
            yield {"basename": name, "name": None, "doc": doc}


def output_tasks(
    edition: Edition, works: dict[str, Path], program: Callable[..., bool], content: str
) -> Iterator[TaskDict]:
    """Yield the tasks of an edition; `content` is the state of what its Document depends on."""
    work, pdf = works[edition.name], edition.pdf
    record = work / PUBLISHED.format(PNG)
    for name in known_outputs():
        target = pdf.with_suffix(f".{name}")
        task = {"basename": name, "name": edition.name, "doc": f"write {target}"}
        made = {"targets": [target], "clean": [(clean, [target])]}
        match name:
            case "pdf":
                continue
            case "png":
                yield task | {
                    "doc": f"draw the pages of {pdf}",
                    "actions": [(_draw, [edition, works, pdf])],
                    "file_dep": [pdf],
                    "targets": [record],
                    "uptodate": [program, (same_files, [record])],
                    "clean": [(_clean_drawn, [work])],
                }
            case "json":
                yield (
                    task
                    | made
                    | {
                        "actions": [(_export, [edition, works, target])],
                        # What is wrong with the content, its step finds.
                        "file_dep": [work / SETTLED],
                        "uptodate": [program, same(content), same_results(target)],
                    }
                )
            case _:
                yield (
                    task
                    | made
                    | {
                        "actions": [(_write, [edition, works, target])],
                        "file_dep": [work / SETTLED],
                        "uptodate": [program, same_results(target)],
                    }
                )
    texts = [pdf.with_suffix(f".{name}") for name in known_outputs() if name != PNG]
    yield {
        "basename": BUILD_TASK,
        "name": edition.name,
        "doc": edition.describe(),
        "actions": None,
        "task_dep": [f"{name}:{edition.name}" for name in edition.outputs],
        "clean": [(_clean_drawn, [work]), (clean, [*texts, work, *OF_ALL])],
    }


def _write(edition: Edition, works: dict[str, Path], target: Path, task: Task) -> Outcome:
    from cvtex.build.formats import write_edition  # noqa: PLC0415 - heavy, only a build needs it

    written = write_edition(edition.name, works, target)
    return outcome(task, written, written.value or "")


def _export(edition: Edition, works: dict[str, Path], target: Path, task: Task) -> Outcome:
    from cvtex.build.formats import write_json  # noqa: PLC0415 - the same

    written = write_json(edition, works, target)
    return outcome(task, written, written.value or "")


def _draw(edition: Edition, works: dict[str, Path], pdf: Path, task: Task) -> Outcome:
    from cvtex.build.pictures import draw_edition  # noqa: PLC0415 - the same

    drawn = draw_edition(edition.name, works, pdf)
    return outcome(task, drawn, drawn.value or "")


def _clean_drawn(work: Path, *, dryrun: bool) -> None:
    from cvtex.build.outputs import ours  # noqa: PLC0415 - only `doit clean` needs it

    clean(*ours(work, PNG), dryrun=dryrun)
