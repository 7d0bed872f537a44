"""A program that has imported all of cvtex and doit, and runs them in copies of itself.

A copy is a process of its own, with its own folder, environment and files, as one that was started
from nothing; only the imports, patterns and tables, 0.4 s each time, are there already. For each
run there is a line of JSON, and the exit status for an answer.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, NoReturn

import cvtex
from cvtex.__main__ import main as run_cvtex
from cvtex.build.judging import judge
from cvtex.build.pipeline import typeset_source, write_source
from cvtex.editions.settings import Edition
from cvtex.fonts.coverage import installed
from cvtex.tex import format as formats

PEOPLE = Path(__file__).parent / "people"


def _import_all() -> None:
    for module in pkgutil.walk_packages(cvtex.__path__, "cvtex."):
        importlib.import_module(module.name)
    importlib.import_module("doit.doit_cmd")


def _use_all(folder: Path) -> None:
    """Build a PDF, of Chinese too: patterns, tables and templates are made on first use."""
    for person in ("small.zh", "small.en"):
        edition, work = Edition(person, PEOPLE / f"{person}.yaml"), folder / person
        write_source(edition, work)
    typeset_source(edition, work)
    judge(edition, {person: work}, folder / "me.pdf", 0, keep_going=False)
    # A test may have other fonts, and another folder for temporary files.
    installed.cache_clear()
    tempfile.tempdir = None


def _become(asked: dict[str, Any]) -> None:
    """Make this process what was asked for."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    for number, name in enumerate((os.devnull, asked["out"], asked["err"])):
        opened = os.open(name, os.O_RDWR)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["-c", *asked["arguments"]]
    if asked["program"] == "cvtex":
        sys.path[0] = ""
        run_cvtex()
    else:
        sys.path[0] = asked["folder"]
        runpy.run_module("doit", run_name="__main__", alter_sys=True)


def _end(status: int) -> NoReturn:
    """End this process as Python does, but leave its memory to the system.

    To free each object, Python would write to all pages that are shared with the first process.
    """
    # The steps of Py_FinalizeEx, in their order.
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - Python has no public one
    atexit._run_exitfuncs()  # noqa: SLF001 - the same
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main() -> None:
    """Wait for what is asked for, and have a copy do it."""
    _import_all()
    formats.MOST = 100  # as in conftest.py
    if not sys.argv[1:]:  # in a copy of cvtex, a test may have changed what would be kept
        with tempfile.TemporaryDirectory() as folder:
            _use_all(Path(folder))
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child:
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()
        else:
            status = 0
            try:
                _become(json.loads(line))
            except SystemExit as ended:
                if isinstance(ended.code, str):
                    raise
                status = ended.code or 0
            _end(status)


main()
