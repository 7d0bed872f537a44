"""Defines the pipeline as doit tasks.

Heavy modules are imported when a task runs: a run with nothing to do takes as long as doit itself.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from doit import get_var

from cvtex.build.ahead import Ahead
from cvtex.build.outputs import is_settled
from cvtex.build.published import is_published
from cvtex.content.includes import included_files
from cvtex.content.overlay import variable_digest
from cvtex.design.looks import theme_files
from cvtex.doit.freshness import (
    beginning,
    digest_or_none,
    is_gathered,
    is_proven,
    is_reported,
    program_of_steps,
    same,
    same_files,
    same_places,
    same_program,
    same_results,
    same_tex_files,
)
from cvtex.doit.outcome import OF_ALL, Outcome, clean, outcome
from cvtex.doit.outputs import BUILD_TASK, TaskDict, groups, output_tasks
from cvtex.doit.record import Digests
from cvtex.doit.reporter import END, UNMET, Reporter
from cvtex.doit.run import KEEP_GOING
from cvtex.doit.steps import prove, typeset, write_source
from cvtex.editions.names import unused_contents
from cvtex.editions.outputs import PDF
from cvtex.editions.settings import Edition, read_editions
from cvtex.paths import (
    ALLOWED,
    BUILD,
    DOCUMENT,
    DRAFT,
    EDITIONS,
    EMBEDDED,
    INPUTS,
    OUT,
    PUBLIC,
    REPORT,
    SETTLED,
    SITE,
    SOURCE,
    TYPESET,
    VERDICT,
    latex_dir,
)
from cvtex.report import ReportFormat, show
from cvtex.report.text import summary

if TYPE_CHECKING:
    from doit.task import Task

WORK = OUT / BUILD

STEPS = {
    "tex": "write the LaTeX source of each edition",
    "typeset": "typeset each edition, to a draft",
    "verify": "prove the draft of each edition, and publish it as its PDF",
    "pdf": "build the PDF of each edition",
}
VERDICTS_TASK = "verdicts"
REPORT_TASK = "report"

_OF_SOURCE = (SOURCE, DOCUMENT, SETTLED, EMBEDDED, ALLOWED)
"""The files of the step `tex`."""


_TASKS = os.cpu_count() or 1
"""How many tasks run at a time."""

DOIT_CONFIG = {
    # Once there is a report, it is kept current.
    "default_tasks": [
        *(BUILD_TASK, VERDICTS_TASK),
        *([REPORT_TASK] if (OUT / REPORT).is_file() else []),
    ],
    "continue": True,
    "num_process": _TASKS,
    "par_type": "thread",
    # The entry point in pyproject.toml.
    "backend": "cvtex",
    "check_file_uptodate": Digests,
    "dep_file": ".doit.db",
    "reporter": Reporter,
    "verbosity": 0,
}


def task_pdf() -> Iterator[TaskDict]:
    """Build the PDF of each edition, and its other outputs.

    A PDF takes several steps; a change repeats only the steps that depend on it.
    """
    editions, keep_going = _editions(), get_var(KEEP_GOING) == "yes"
    program = {step: same_program(files) for step, files in program_of_steps().items()}
    works = {edition.name: WORK / edition.name for edition in editions}
    ahead = Ahead(_TASKS)
    published = [edition for edition in editions if is_published(edition)]
    yield from _report_tasks(editions, works)
    yield {
        "basename": "publish",
        "doc": f"gather the outputs of the public editions in {OUT / PUBLIC}, with a report",
        "actions": [(_publish, [published, works])],
        "task_dep": [*(f"{BUILD_TASK}:{edition.name}" for edition in published), VERDICTS_TASK],
        # If some editions fail, the others are published.
        "meta": {UNMET: partial(_publish, published, works)},
    }
    yield {
        "basename": "site",
        "doc": f"make a site of what is published, with a page of all, in {OUT / SITE}",
        "actions": [(_site, [published, works])],
        "task_dep": ["publish"],
        "meta": {UNMET: partial(_site, published, works)},
    }
    for step, doc in STEPS.items():
        yield {"basename": step, "name": None, "doc": doc, "meta": {END: ahead.close}}
    yield from groups()
    for edition in editions:
        yield from _steps(edition, works, program, ahead, keep_going=keep_going)


def task_reproduce() -> Iterator[TaskDict]:
    """Build each PDF again, as on another machine, and compare the bytes."""
    for edition in _editions():
        work, target = WORK / edition.name, edition.pdf
        yield {
            "basename": "reproduce",
            "name": edition.name,
            "doc": f"build {target} again, as on another machine, and compare",
            "actions": [(_reproduce, [edition, work, target])],
            "task_dep": [f"pdf:{edition.name}"],
        }


def task_check() -> TaskDict:
    """Check all content, without TeX."""
    return {"actions": [(_check, [])]}


def task_lint() -> TaskDict:
    """Compare the languages of the project: dates, numbers, contacts, employers."""
    return {"actions": [(_lint, [])]}


def _steps(
    edition: Edition,
    works: dict[str, Path],
    program: dict[str, Callable[..., bool]],
    ahead: Ahead,
    *,
    keep_going: bool,
) -> Iterator[TaskDict]:
    """Yield the tasks of an edition."""
    work = works[edition.name]
    target = edition.pdf
    overlays = edition.overlays
    included = _included(edition.content)
    content = (
        f"{edition.looks} {edition.tailoring} {edition.private and variable_digest()} "
        f"{' '.join(map(digest_or_none, (edition.content, *overlays, *included)))}"
    )
    yield {
        "basename": "tex",
        "name": edition.name,
        "doc": f"write the LaTeX source of {edition.content.name}",
        "actions": [(write_source, [edition, works], {"ahead": ahead})],
        "file_dep": [
            edition.content,
            *filter(
                os.path.isfile, (*overlays, *included)
            ),  # doit fails on folders and broken links
            *(latex_dir() / "templates").iterdir(),
            *theme_files(edition.content.parent),
        ],
        "targets": [work / name for name in _OF_SOURCE],
        # The digests of the content are from before it is read;
        # it may be saved meanwhile.
        "uptodate": [
            beginning(
                ahead.copy,
                program["tex"],
                same(content),
                same_results(*(work / name for name in _OF_SOURCE)),
            ),
            (same_files, [work / EMBEDDED]),
        ],
    }
    yield {
        "basename": "typeset",
        "name": edition.name,
        "doc": f"typeset {edition.content.name}, to a draft",
        "actions": [(typeset, [edition, works], {"ahead": ahead})],
        "file_dep": [
            work / SOURCE,
            work / SETTLED,
            latex_dir() / "latexmkrc",
            latex_dir() / "fontmaps" / "pdftex.map",
        ],
        "targets": [work / DRAFT, work / TYPESET],
        "uptodate": [
            program["typeset"],
            same(f"{edition.fit}"),
            same_places(work / DOCUMENT, work / VERDICT),
            (same_tex_files, [work / INPUTS]),
            same_results(work / DRAFT, work / TYPESET),
        ],
    }
    yield {
        "basename": "verify",
        "name": edition.name,
        "doc": f"prove the draft of {target}",
        "actions": [(prove, [edition, works], {"ahead": ahead, "keep_going": keep_going})],
        "file_dep": [work / DRAFT, work / TYPESET, work / SETTLED],
        "targets": [target, work / VERDICT],
        "uptodate": [
            program["verify"],
            same(f"{edition.pages} {edition.fill} {sorted(edition.warn)} {edition.is_withheld}"),
            same_places(work / DOCUMENT, work / VERDICT),
            # A watch proves other content, and leaves the draft of this task as it is.
            same_results(target, work / VERDICT),
            (is_proven, [target, work / VERDICT]),
            (OUT / VERDICT).is_file(),
        ],
    }
    yield from output_tasks(edition, works, program["verify"], content)
    yield {
        "basename": "pdf",
        "name": edition.name,
        "doc": edition.describe(),
        "actions": None,
        "task_dep": [f"verify:{edition.name}"],
        "clean": [(clean, [target, work, *OF_ALL])],
    }


@cache
def _editions() -> tuple[Edition, ...]:
    """Return the project's editions, or report what is wrong with the project and exit."""
    read = read_editions(EDITIONS)
    if not read.ok or read.value is None:
        from cvtex.build.check import check_editions  # noqa: PLC0415 - heavy, and rarely needed

        show(check_editions(EDITIONS).diagnostics, ReportFormat.TEXT, sys.stderr)
        if (OUT / VERDICT).is_file():
            from cvtex.report.files import outdate_report  # noqa: PLC0415 - the same

            with contextlib.suppress(OSError):  # the errors are shown above
                outdate_report(OUT, read.diagnostics)
        raise SystemExit(1)
    unused = unused_contents(EDITIONS, {edition.content for edition in read.value})
    if found := (*read.diagnostics, *unused):
        show(found, ReportFormat.TEXT, sys.stderr)
    return read.value


@cache
def _included(content: Path) -> list[Path]:
    """Return the files that a content file includes, which several editions may print."""
    return included_files(content)


def _report_tasks(editions: tuple[Edition, ...], works: dict[str, Path]) -> Iterator[TaskDict]:
    """Yield the tasks of what is said of all editions, also after one was removed or moved."""
    proven = [f"pdf:{edition.name}" for edition in editions if PDF in edition.outputs]
    yield {
        "basename": VERDICTS_TASK,
        "doc": f"collect the verdicts in {OUT / VERDICT} (the default)",
        "actions": [(_gather, [works, editions])],
        "uptodate": [(is_gathered, [OUT / VERDICT, works]), (is_settled, [OUT, editions])],
    }
    yield {
        "basename": REPORT_TASK,
        "doc": f"show each PDF, and what a hiring system reads in it, in {OUT / REPORT}",
        "actions": [(_report, [editions, works])],
        "task_dep": [*proven, VERDICTS_TASK],
        "uptodate": [(is_reported, [OUT / REPORT, works])],
        "meta": {UNMET: partial(_report, editions, works)},
    }


def _gather(works: dict[str, Path], editions: tuple[Edition, ...], task: Task) -> Outcome:
    from cvtex.build.judging import gather  # noqa: PLC0415 - heavy, and only a build needs it

    gathered = gather(OUT, works, editions)
    return outcome(task, gathered, gathered.value or "")


def _report(
    editions: tuple[Edition, ...],
    works: dict[str, Path],
    task: Task,
    unbuilt: Collection[str] = (),
) -> Outcome:
    """Write the report; `unbuilt` are the tasks that failed, which is said in it."""
    from cvtex.build.reporting import write_whole_report  # noqa: PLC0415 - the same

    del unbuilt
    reported = write_whole_report(OUT, works, editions)
    return outcome(task, reported, f"{reported.value or ''}")


def _publish(
    editions: list[Edition],
    works: dict[str, Path],
    task: Task,
    unbuilt: Collection[str] = (),
) -> Outcome:
    """Publish editions; `unbuilt` are the tasks that failed, after which a verdict may be old."""
    from cvtex.build.published import publish  # noqa: PLC0415 - the same

    published = publish(OUT, works, editions, unbuilt)
    return outcome(task, published, published.value or "")


def _site(
    editions: list[Edition], works: dict[str, Path], task: Task, unbuilt: Collection[str] = ()
) -> Outcome:
    """Make the site of what is published; `unbuilt` are the tasks that failed, as of `_publish`."""
    from cvtex.build.site import make_site  # noqa: PLC0415 - the same
    from cvtex.editions.site import read_site  # noqa: PLC0415 - the same

    del unbuilt
    made = make_site(OUT, works, editions, read_site(EDITIONS))
    return outcome(task, made, made.value or "")


def _reproduce(edition: Edition, work: Path, target: Path, task: Task) -> Outcome:
    from cvtex.build.reproduce import reproduce  # noqa: PLC0415 - the same

    same = reproduce(edition, work, target)
    return outcome(task, same, same.value.describe(edition.name) if same.value else "")


def _check(task: Task) -> Outcome:
    from cvtex.build.check import check_editions  # noqa: PLC0415 - the same

    checked = check_editions(EDITIONS)
    return outcome(task, checked, summary(len(checked.value or ()), checked.diagnostics))


def _lint(task: Task) -> Outcome:
    from cvtex.build.lint import lint  # noqa: PLC0415 - the same

    checked = lint()
    return outcome(task, checked, summary(len(checked.value or ()), checked.diagnostics))
