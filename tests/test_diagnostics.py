"""What is said of a person's input, and how it looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.codes import Code
from cvtex.diagnostics import (
    Checked,
    Diagnostic,
    Span,
    failed,
    in_order,
    render,
)

WRONG = Diagnostic(Code.OUTPUT, "it is wrong")
DOUBTFUL = Diagnostic(Code.STYLE_LONG, "it is doubtful")


def _columns(text: str) -> int:
    """Return the columns of a terminal that the characters of these tests take."""
    return sum(2 if char >= "\u2e80" else 0 if char in "\u0301\u200b" else 1 for char in text)


def test_rendering(tmp_path: Path) -> None:
    """A finding is told with its place, its code, the source line, a caret and a hint."""
    path = tmp_path / "resume.yaml"
    path.write_text("language: en\nnaem: Ada Sample\n", encoding="utf-8")
    finding = Diagnostic(Code.KEY_UNKNOWN, "`naem` is no key", Span(path, 2, 1, 4), "it is `name`")

    assert render([finding]) == (
        f"{path}:2:1: error[key-unknown]: `naem` is no key\n"
        "    2 | naem: Ada Sample\n"
        "      | ^^^^\n"
        "  hint: it is `name`"
    )


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("name: Ada Sample", "Ada Sample"),
        ("姓名: Ada Sample", "Ada"),
        ("name: 张样例与Ada", "张样例与Ada"),
        ("姓名： 张样例", "样"),
        ("name:\tAda\tSample", "Ada"),
        ("\t\tname: Ada", "Ada"),
        ("name: Ada\tSample # it", "Ada\tSample"),
        ("姓名:\t张样\t例", "样\t例"),
        ("name: Ame\u0301lie Sample", "Sample"),
        ("name: A\u200bda Sample", "Sample"),
        ("name: Ame\u0301lie Sample", "Ame\u0301lie"),
    ],
)
def test_caret(tmp_path: Path, line: str, marked: str) -> None:
    """The caret stands under the whole span, wherever a terminal puts its characters."""
    path = tmp_path / "resume.yaml"
    path.write_text(f"first: line\n{line}\n", encoding="utf-8")
    column = line.index(marked) + 1
    _, source, caret = render(
        [Diagnostic(Code.OUTPUT, "", Span(path, 2, column, len(marked)))]
    ).splitlines()
    shown = source.partition(marked.replace("\t", "    "))

    assert _columns(shown[0]) == len(caret) - len(caret.lstrip(" |"))
    assert _columns(shown[1]) == caret.count("^") > 0


def test_a_tab_is_shown_as_spaces(tmp_path: Path) -> None:
    """No tab is printed: where it ends would be the terminal's business."""
    path = tmp_path / "resume.yaml"
    path.write_text("a:\tb\n", encoding="utf-8")

    assert "    1 | a:    b\n      |       ^" in render(
        [Diagnostic(Code.OUTPUT, "", Span(path, 1, 4))]
    )


def test_a_control_character_is_not_printed(tmp_path: Path) -> None:
    """A control character of the source does nothing to the terminal."""
    path = tmp_path / "resume.yaml"
    path.write_text("a: \x1b[31mred\n", encoding="utf-8")

    assert "    1 | a: \ufffd[31mred\n      |    ^" in render(
        [Diagnostic(Code.OUTPUT, "", Span(path, 1, 4))]
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_source_line(tmp_path: Path, end: str) -> None:
    """Lines are counted as YAML counts them: whatever ends one, and nothing else."""
    path = tmp_path / "resume.yaml"
    path.write_bytes(f"\ufeffa: 1\x0c{end}b: 2{end}".encode())

    assert "    2 | b: 2\n" in render([Diagnostic(Code.OUTPUT, "", Span(path, 2, 1))])


@pytest.mark.parametrize("length", [0, 1])
def test_empty_span(tmp_path: Path, length: int) -> None:
    """A place behind the last character of a line still has its caret."""
    path = tmp_path / "resume.yaml"
    path.write_text("name:\n", encoding="utf-8")

    assert "    1 | name:\n      |      ^" in render(
        [Diagnostic(Code.OUTPUT, "", Span(path, 1, 6, length))]
    )


@pytest.mark.parametrize(
    "content",
    [None, b"", b"name: Ada\n", b"\xff\n"],
    ids=["vanished", "empty", "shorter", "other bytes"],
)
def test_a_file_that_changed(tmp_path: Path, content: bytes | None) -> None:
    """A finding is told without its source line when the file is no longer what it was."""
    path = tmp_path / "resume.yaml"
    if content is not None:
        path.write_bytes(content)
    rendered = render([Diagnostic(Code.OUTPUT, "it is wrong", Span(path, 4, 2), "mend it")])

    assert rendered == f"{path}:4:2: error[output]: it is wrong\n  hint: mend it"


@pytest.mark.parametrize(
    ("finding", "rendered"),
    [
        (WRONG, "error[output]: it is wrong"),
        (DOUBTFUL, "warning[style-long]: it is doubtful"),
        (
            Diagnostic(Code.FILE_MISSING, "there is no such file", Span(Path("cv.yaml"))),
            "cv.yaml: error[file-missing]: there is no such file",
        ),
    ],
)
def test_without_a_line(finding: Diagnostic, rendered: str) -> None:
    """A finding about no line, or about no file, is one line."""
    assert render([finding]) == rendered


def test_order() -> None:
    """Findings come by file, line and column, however they were found; those of no place last."""
    spans = [
        Span(Path("a.yaml")),
        Span(Path("a.yaml"), 2, 1),
        Span(Path("a.yaml"), 2, 10),
        Span(Path("a.yaml"), 10, 1),
        Span(Path("b.yaml"), 1, 1),
        None,
    ]
    findings = [Diagnostic(Code.OUTPUT, "", span) for span in spans]

    assert in_order(reversed(findings)) == findings
    assert render(findings[::-1]) == render(findings)


@pytest.mark.parametrize(
    ("checked", "ok"),
    [
        (Checked("done"), True),
        (Checked("done", (DOUBTFUL,)), True),
        (Checked("done", (DOUBTFUL, WRONG)), False),
        (Checked(""), True),
        (Checked(None), False),
        (Checked(None, (DOUBTFUL,)), False),
    ],
)
def test_ok(checked: Checked[str], ok: bool) -> None:  # noqa: FBT001 - it is what is expected
    """The next phase goes on with a result and no error; warnings don't stop it."""
    assert checked.ok is ok


def test_failed() -> None:
    """A phase that failed hands on what it found, and no result."""
    outcome: Checked[str] = failed(DOUBTFUL, WRONG)

    assert (outcome.value, outcome.diagnostics, outcome.ok) == (None, (DOUBTFUL, WRONG), False)
