"""Findings for a person: what a terminal shows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from cvtex.diagnostics import SECRET, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.report.screen import Screen
from cvtex.report.text import render, summary

WRONG = Diagnostic(Code.OUTPUT, "it is wrong")
DOUBTFUL = Diagnostic(Code.STYLE_LONG, "it is doubtful")


def _columns(text: str) -> int:
    """Return the columns of a terminal that the characters of these tests take."""
    narrow = [char for char in text if char < "\u2e80" or "\uff61" <= char <= "\uff9f"]
    hidden = [char for char in text if char in "\u0301\u200b"]
    return 2 * len(text) - len(narrow) - len(hidden)


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
        ("姓名：ＡＢＣ 张样例", "ＡＢＣ"),
        ("name: ｱﾀﾞ Sample", "Sample"),
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
    rendered = render([Diagnostic(Code.OUTPUT, "it is wrong", Span(path, 4, 2), "fix it")])

    assert rendered == f"{path}:4:2: error[output]: it is wrong\n  hint: fix it"


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


def _excerpt(path: Path, line: str, span: tuple[int, int], screen: Screen) -> list[str]:
    path.write_text(f"{line}\n", encoding="utf-8")
    finding = Diagnostic(Code.OUTPUT, "", Span(path, 1, *span))
    return render([finding], screen).splitlines()[1:]


@pytest.mark.parametrize(
    ("line", "span", "caret"),
    [
        ("a: 👍🏽 x", (4, 2), "   ^^"),
        ("a: 👍🏽 x", (7, 1), "      ^"),
        ("a: 👨\u200d👩\u200d👧 x", (10, 1), "      ^"),
        ("a: 🇨🇳 x", (4, 2), "   ^^"),
        ("a: ❤\ufe0f x", (7, 1), "      ^"),
        ("a: ❤ x", (6, 1), "     ^"),
        ("a: \u1112\u1161\u11ab x", (8, 1), "      ^"),
        ("a: e\u0301 x", (5, 1), "   ^"),
        ("a: 👩🏽\u200d🔬 x", (6, 1), "   ^^"),
    ],
)
def test_caret_under_clusters(tmp_path: Path, line: str, span: tuple[int, int], caret: str) -> None:
    """What a reader sees as one character has the columns that it takes, and a whole caret."""
    assert _excerpt(tmp_path / "a.yaml", line, span, Screen())[1] == f"      | {caret}"


@pytest.mark.parametrize("column", [1, 4, 6, 7, 400])
def test_span_beyond_the_line(tmp_path: Path, column: int) -> None:
    """A span that reaches beyond its line is drawn to the end of it, and has a caret at least."""
    _, caret = _excerpt(tmp_path / "a.yaml", "name:1", (column, 50), Screen())

    assert caret == f"      | {' ' * min(column - 1, 6)}{'^' * max(1, 7 - column)}"


LONG = "summary: " + "a word 和字 " * 300 + "[here](ftp://x)" + " more" * 300


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("summary", "summary: a word 和字 a…"),
        ("ftp://x", "…[here](ftp://x) more m…"),
        (LONG[-4:], "…re more more more more"),
    ],
)
def test_window(tmp_path: Path, marked: str, shown: str) -> None:
    """Of a long line is shown what stands around the span, with … where it is cut."""
    span = (LONG.rindex(marked) + 1, len(marked))
    source, caret = _excerpt(tmp_path / "a.yaml", LONG, span, Screen(columns=32))

    assert source == f"    1 | {shown}"
    assert caret.count("^") == len(marked)
    assert _columns(source.rpartition(marked)[0].replace("…", ".")) == caret.index("^")


def test_a_wide_terminal_shows_all(tmp_path: Path) -> None:
    """A line that fits is shown as it is."""
    line = "a" * 92
    source, _ = _excerpt(tmp_path / "a.yaml", line, (1, 1), Screen(columns=100))
    cut, _ = _excerpt(tmp_path / "a.yaml", line, (1, 1), Screen(columns=99))

    assert source == f"    1 | {line}"
    assert cut == f"    1 | {'a' * 89}…"


@example(line="0" * 31, column=33, length=0, columns=40)
@given(
    line=st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x85\u2028\u2029")),
    column=st.integers(0, 120),
    length=st.integers(0, 120),
    columns=st.integers(40, 80),
)
def test_any_line(
    tmp_path_factory: pytest.TempPathFactory, line: str, column: int, length: int, columns: int
) -> None:
    """Whatever stands in a line, nothing goes beyond the screen, or moves its cursor."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    source, caret = _excerpt(path, f"a{line}", (column, length), Screen(columns))

    assert max(cell_len(source), cell_len(caret)) <= columns
    assert caret.strip(" |").strip("^") == ""
    assert caret.count("^") >= 1
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in source)


def test_a_message_can_do_nothing() -> None:
    """Neither a message nor a file's name moves the cursor, or turns the direction of the line."""
    finding = Diagnostic(Code.OUTPUT, "`\x1b[2J\n\u202e`", Span(Path("\x07.yaml")), "\x9b1m")

    assert render([finding]) == "\ufffd.yaml: error[output]: `\ufffd[2J \ufffd`\n  hint: \ufffd1m"


def test_no_file() -> None:
    """A place in what is no file, as a variable of the environment, is told without its line."""
    finding = Diagnostic(Code.OUTPUT, "it is wrong", Span(SECRET, 2, 5, 3))

    assert render([finding]).splitlines()[0] == "$CVTEX_PRIVATE:2:5: error[output]: it is wrong"
    assert " | " not in render([finding])


def test_many_findings_in_one_line(tmp_path: Path) -> None:
    """A long line costs no more than a short one: what stands around a span is looked at alone."""
    path = tmp_path / "a.yaml"
    path.write_text("{" + "key: 1, " * 100_000 + "}\n", encoding="utf-8")
    findings = [Diagnostic(Code.OUTPUT, "", Span(path, 1, 2 + 8 * at, 3)) for at in range(1000)]

    start = time.process_time()

    assert render(findings).count("^^^") == 1000
    # It is a tenth of a second; to look at the whole line for each takes ten minutes.
    assert time.process_time() - start < 10


def test_colours(tmp_path: Path) -> None:
    """The place is bold, the severity and the caret red or yellow, the hint's name cyan."""
    path = tmp_path / "a.yaml"
    path.write_text("name: Ada\n", encoding="utf-8")
    wrong = Diagnostic(Code.OUTPUT, "it is wrong", Span(path, 1, 1, 4), "fix it")
    doubtful = Diagnostic(Code.STYLE_LONG, "it is doubtful")

    assert render([wrong, doubtful], Screen(colour=True)) == (
        f"\x1b[1m{path}:1:1:\x1b[0m \x1b[1;31merror[output]\x1b[0m: it is wrong\n"
        "\x1b[34m    1 |\x1b[0m name: Ada\n"
        "      \x1b[34m|\x1b[0m \x1b[1;31m^^^^\x1b[0m\n"
        "  \x1b[36mhint:\x1b[0m fix it\n"
        "\x1b[1;33mwarning[style-long]\x1b[0m: it is doubtful"
    )


def test_order() -> None:
    """Findings are told in the order of their places, however they were found."""
    findings = [Diagnostic(Code.OUTPUT, "", Span(Path("a.yaml"), line)) for line in (2, 10)]

    assert render(findings[::-1]) == render(findings)


@pytest.mark.parametrize(
    ("files", "findings", "said"),
    [
        (0, [], "0 files: nothing to fix"),
        (1, [], "1 file: nothing to fix"),
        (1, [WRONG], "1 file: 1 error"),
        (2, [DOUBTFUL, DOUBTFUL], "2 files: 2 warnings"),
        (2, [WRONG, DOUBTFUL, WRONG, WRONG], "2 files: 3 errors, 1 warning"),
    ],
)
def test_summary(files: int, findings: list[Diagnostic], said: str) -> None:
    """The last line counts files, errors and warnings."""
    assert summary(files, findings) == said
