"""Keeps doit's record of built tasks in the SQLite file that doit itself would use.

doit's own backend ends in a traceback if the file is damaged or can't be written. Here, a damaged
record is recreated, and an error is reported. A run reads the record at the start and writes it at
the end, so runs don't wait for each other, and a run with nothing to do writes nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from doit.dependency import MD5Checker

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.report import ReportFormat, show

if TYPE_CHECKING:
    import sqlite3

_LOCK_SECONDS = 60.0  # to wait for another run that writes
# SQLite's errors of access: PERM, BUSY, LOCKED, READONLY, IOERR, CANTOPEN.
_NO_ACCESS = frozenset({3, 5, 6, 8, 10, 14})

Entry = dict[str, Any]


class Codec(Protocol):
    """Converts an entry to text and back."""

    def encode(self, data: Entry) -> str:
        """Return the entry as text."""

    def decode(self, data: str) -> Entry:
        """Return the entry of a text. ValueError: it is invalid."""


class TaskRecord:
    """doit's values of each task; the interface is that of doit's BACKEND plugins."""

    desc = "SQLite, with plain error messages"

    def __init__(self, name: str, codec: Codec, *, module_name: str | None = None) -> None:
        """Read the record, if there is one; `module_name` is for other backends of doit."""
        del module_name
        self.name = name
        self.codec = codec
        self.written = self._read()
        self.entries = self._decoded()

    def get(self, task_id: str, dependency: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return a value of a task, None if it is missing."""
        return self.entries.get(task_id, {}).get(dependency)

    def set(self, task_id: str, dependency: str, value: Any) -> None:  # noqa: ANN401 - the same
        """Set a value of a task."""
        self.entries.setdefault(task_id, {})[dependency] = value

    def in_(self, task_id: str) -> bool:
        """Return whether a task has values."""
        return task_id in self.entries

    def remove(self, task_id: str) -> None:
        """Remove a task."""
        self.entries.pop(task_id, None)

    def remove_all(self) -> None:
        """Remove all tasks."""
        self.entries.clear()

    def dump(self) -> None:
        """Write all changes in one transaction."""
        new = {task: self.codec.encode(entry) for task, entry in self.entries.items()}
        changed = [
            task for task in {**self.written, **new} if self.written.get(task) != new.get(task)
        ]
        if not changed:
            return
        import sqlite3  # noqa: PLC0415 - as below

        try:
            with closing(self._open()) as record, record:
                record.execute(
                    "create table if not exists doit"
                    " (task_id text not null primary key, task_data json)"
                )
                record.executemany(
                    "delete from doit where task_id = ?", [(item,) for item in changed]
                )
                record.executemany(
                    "insert into doit values (?, ?)",
                    [(item, new[item]) for item in changed if item in new],
                )
        except sqlite3.Error as error:
            self._give_up(f"can't write `{self.name}`: {error}")

    def _read(self) -> dict[str, str]:
        """Return the written text of each task."""
        import sqlite3  # noqa: PLC0415 - not needed before the first build

        if not Path(self.name).exists():
            return {}
        try:
            with closing(self._open()) as record:
                return dict(record.execute("select task_id, task_data from doit"))
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):  # the run that created it was killed
                return {}
            # The lowest byte is the primary result code of SQLite; Python's own errors have none.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_ACCESS:
                self._give_up(f"can't read `{self.name}`: {error}")
            self._recreate(error)
        return {}

    def _decoded(self) -> dict[str, Entry]:
        try:
            return {task: dict(self.codec.decode(data)) for task, data in self.written.items()}
        except (ValueError, TypeError) as error:
            self._recreate(error)
        self.written = {}
        return {}

    def _open(self) -> sqlite3.Connection:
        import sqlite3  # noqa: PLC0415 - the same

        return sqlite3.connect(self.name, timeout=_LOCK_SECONDS)

    def _recreate(self, reason: Exception) -> None:
        try:
            Path(self.name).unlink(missing_ok=True)
        except OSError as error:
            self._give_up(f"can't delete `{self.name}`, which is damaged: {error.strerror}")
        message = f"doit's record was damaged and is recreated; everything is built again: {reason}"
        finding = Diagnostic(Code.RECORD_LOST, message, Span(Path(self.name)))
        show([finding], ReportFormat.TEXT, sys.stderr)

    def _give_up(self, message: str) -> None:
        hint = "the PDFs are complete; the next run builds them again"
        show([Diagnostic(Code.OUTPUT, message, hint=hint)], ReportFormat.TEXT, sys.stderr)
        raise SystemExit(1)


class Digests(MD5Checker):  # type: ignore[misc]  # doit has no types
    """Compares files by their digests; an unreadable file counts as changed."""

    def check_modified(self, file_path: str, file_stat: os.stat_result, state: Any) -> bool:  # noqa: ANN401 - doit's own
        """Return whether a file has changed; the task that reads it reports an error."""
        try:
            return bool(super().check_modified(file_path, file_stat, state))
        except OSError:
            return True
