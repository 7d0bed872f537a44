"""`cvtex check --fix`: what it fixes, what it leaves, and that it keeps all else in a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_files
from cvtex.build.fixing import Fixed, fix_files
from cvtex.diagnostics import Diagnostic, Fix, Replacement, Span
from cvtex.source.buffer import Buffer
from cvtex.source.fixed_text import FixedText

if TYPE_CHECKING:
    from running import Program

RESUME = """\
language: {language}
name: Ada Sample
sections:
  - type: list
    title: More
    entries:
      - {item}
"""
ENTRY = """\
language: en
name: Ada Sample
sections:
  - type: experience
    entries:
      - name: Example Engines
        {line}
"""
OF_ITEMS = [
    # language, what was typed, what is written instead
    ("en", """Ada's "big" idea""", "Ada’s “big” idea"),
    ("en", """'it''s "new"'""", "'it’s “new”'"),
    ("en", r'''"it's \"new\""''', '"it’s “new”"'),
    ("en", "Wrote **Ada's** code, not `don't`", "Wrote **Ada’s** code, not `don't`"),
    ("en", "for rock 'n' roll", "for rock 'n' roll"),
    ("en", "the 'best' one", "the 'best' one"),
    ("en", "ask if 'tis the users' turn", "ask if 'tis the users' turn"),
    ("en", "don't tell 'em", "don’t tell ’em"),
    ("zh", "获'长风杯'奖", "获‘长风杯’奖"),
    ("de", 'Der "große" Preis', "Der „große“ Preis"),
    ("fr", 'Le "grand" prix de l\'an', "Le «\u00a0grand\u00a0» prix de l’an"),
    ("he", 'ד"ר "שלום"', 'ד"ר "שלום"'),
    ("zh", "优化了系统, 提高了速度", "优化了系统，提高了速度"),
    ("zh", '"优化了系统: 提高了速度"', '"优化了系统：提高了速度"'),
    ("ja", "改善した,例", "改善した、例"),
    ("zh", "用 Python 和 C 写了A系统", "用 Python 和 C 写了 A 系统"),
    ("zh", "用Python写了 A系统", "用Python写了A系统"),
    ("zh", "用  Python 写", "用 Python 写"),
    ("zh", "用  Python写了A系统", "用Python写了A系统"),
    ("en", "• Led a team", "Led a team"),
    ("en", "R&amp;D &lt; 5 &eacute;", "R&D < 5 é"),
    ("en", "&amp;lt; and a&nbsp;b", "&amp;lt; and a&nbsp;b"),
    ("en", "“Led: a team”", '"Led: a team"'),
    ("en", "“Led, a team", "“Led, a team"),
]
OF_LINES = [
    ("start_date: 2021–03", "start_date: 2021-03"),
    ("start_date: “2021-03”", "start_date: 2021-03"),
    ("start_date: Setember 2021", "start_date: 2021-09"),
    ("date: 03/04/2021", "date: 03/04/2021"),
    ("date: Mar 21", "date: Mar 21"),
    ("url: “https://example.org”", "url: https://example.org"),
    ("positon: Engineer", "position: Engineer"),
    ('"positon": Engineer', '"position": Engineer'),
    ("company: Example", "company: Example"),
    ("description: Built engines", "summary: Built engines"),
    ("position:Engineer", "position: Engineer"),
    ("position： Engineer", "position: Engineer"),
    ("position: “The Hub”", "position: “The Hub”"),
    ("\u3000\u3000\u3000\u3000position: Engineer", "        position: Engineer"),
]


def _fixed(path: Path, text: str) -> tuple[str, list[Fixed]]:
    path.write_bytes(text.encode())
    fixed, checked = fix_files([path])
    left = {finding.code for finding in checked.diagnostics if finding.certain_fix}
    again, _ = fix_files([path])
    assert not left, "what is certain is fixed"
    assert not again, "a second run has nothing to fix"
    return path.read_bytes().decode(), fixed


@pytest.mark.parametrize(("language", "item", "expected"), OF_ITEMS)
def test_text(tmp_path: Path, language: str, item: str, expected: str) -> None:
    """A text gets the marks of its language; code, and what is not certain, stays as it is."""
    text = RESUME.format(language=language, item=item)
    written, fixed = _fixed(tmp_path / "resume.yaml", text)

    assert written == RESUME.format(language=language, item=expected)
    assert bool(fixed) == (item != expected)


@pytest.mark.parametrize(("line", "expected"), OF_LINES)
def test_key_or_value(tmp_path: Path, line: str, expected: str) -> None:
    """A key or a value with one possible meaning is written as it was meant."""
    written, _ = _fixed(tmp_path / "resume.yaml", ENTRY.format(line=line))

    assert written == ENTRY.format(line=expected)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("jurnal", "journal"),
        ("Book", "book"),
        *((kind, kind) for kind in ("paper", "article", "talk", "misc")),
    ],
)
def test_kind(tmp_path: Path, kind: str, expected: str) -> None:
    """A misspelled kind is corrected; a word for several kinds of publications is left."""
    text = ENTRY.replace("experience", "publications").replace("name: Example", "title: Example")
    line = f"kind: {kind}\n        authors: [Ada Sample]"
    written, _ = _fixed(tmp_path / "resume.yaml", text.format(line=line))

    assert written == text.format(line=line.replace(kind, expected))


def test_quotes_around_a_name(tmp_path: Path) -> None:
    """A person has no quotes around the name."""
    text = RESUME.format(language="en", item="one")
    written, _ = _fixed(tmp_path / "resume.yaml", text.replace("Ada Sample", "“Ada Sample”"))

    assert written == text


@pytest.mark.parametrize(
    ("kept", "fixed"),
    [
        ("\ufefflanguage: en\r\nname: Ada's # “kept” \r\nsections: []", "’"),
        ("language: en\nx: &a {}\nname: Ada's\nsections: [] # don't\n\n\n", "’"),
        ("language: en\nname: &n Ada's\nheadline: *n\nsections: []\n", "’"),
        ('{"language": "en", "name": "Ada\'s", "sections": []}', "’"),
        ("{language: en, name:   Ada's  , sections: []}\n", "’"),
        ("language: en\nname: >-\n  Ada's\n  Sample\nsections: []\n", "’"),
    ],
)
def test_all_else_is_kept(tmp_path: Path, kept: str, fixed: str) -> None:
    """Byte order mark, line ends, comments, anchors, brackets and spaces stay byte for byte."""
    name = "resume.json" if kept.startswith('{"') else "resume.yaml"
    written, _ = _fixed(tmp_path / name, kept)

    place = kept.index("Ada'") + 3
    assert written == kept[:place] + fixed + kept[place + 1 :]


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("电话：+44 20 7946 0958", "phone: +44 20 7946 0958"),
        ("email:ada@example.org", "email: ada@example.org"),
        ("url = https://example.org", "url: https://example.org"),
        ("phone +44 20 7946 0958", "phone +44 20 7946 0958"),
        ("address：*A*", "address：*A*"),
    ],
)
def test_colon_of_an_item(tmp_path: Path, item: str, written: str) -> None:
    """A colon that is full-width or without a space, after a key in an item, is made one."""
    form = "language: en\nname: Ada Sample\ncontacts:\n  - {}\nsections: []\n"

    assert _fixed(tmp_path / "resume.yaml", form.format(item))[0] == form.format(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- type: 教育经历\n    entries:", "- type: education\n    entries:"),
        (
            "- type: 校园经历\n    entries:",
            "- type: volunteering\n    title: 校园经历\n    entries:",
        ),
        ("- {type: 实习经历, entries:", "- {type: experience, title: 实习经历, entries:"),
        (
            "- type: 实习经历\n    title: 实习\n    entries:",
            "- type: experience\n    title: 实习\n    entries:",
        ),
    ],
)
def test_type_of_a_section(tmp_path: Path, typed: str, written: str) -> None:
    """A heading in place of a type becomes the type, and stays the title if it is another one."""
    form = "language: zh\nname: 张样例\nsections:\n  {} [{{name: 样例}}]{}\n"
    end = "}" * typed.startswith("- {")
    text, _ = _fixed(tmp_path / "resume.yaml", form.format(typed, end))

    assert text.replace("organization:", "name:").replace("institution:", "name:") == form.format(
        written, end
    )


def test_tabs(tmp_path: Path) -> None:
    """All tabs that indent lines are one finding with one fix."""
    text = RESUME.format(language="en", item="one").replace("  ", "\t")
    written, fixed = _fixed(tmp_path / "resume.yaml", text)

    assert "\t" not in written
    assert len(fixed) == 1
    assert not check_files([tmp_path / "resume.yaml"]).diagnostics


def test_one_leads_to_the_next(tmp_path: Path) -> None:
    """What only the fixed file shows to be wrong is fixed in the same run."""
    line = "positon: 'the \"chief\"'\n        startdate: 2021–03"
    written, _ = _fixed(tmp_path / "resume.yaml", ENTRY.format(line=line))

    expected = "position: 'the “chief”'\n        start_date: 2021-03"
    assert written == ENTRY.format(line=expected)


def test_editions(tmp_path: Path) -> None:
    """The keys of editions.yaml and private.yaml are fixed too; foreign files are left alone."""
    (tmp_path / "resume.en.yaml").write_text(RESUME.format(language="en", item="one"))
    (tmp_path / "private.yaml").write_text("headlin: Ada's\n")
    (tmp_path / "editions.yaml").write_text(
        "en: {contnt: resume.en.yaml, design: {acent: 7A1F2B}}\n"
    )
    foreign = '{"basics": {"name": "Ada\'s"}, "work": []}'
    (tmp_path / "foreign.json").write_text(foreign)
    _, checked = fix_files([tmp_path, tmp_path / "foreign.json"])

    assert checked.ok
    assert (tmp_path / "private.yaml").read_text() == "headline: Ada’s\n"
    fixed = "en: {content: resume.en.yaml, design: {accent: 7A1F2B}}\n"
    assert (tmp_path / "editions.yaml").read_text() == fixed
    assert (tmp_path / "foreign.json").read_text() == foreign


def test_shared(tmp_path: Path) -> None:
    """What two editions would fix otherwise in a file of both stays; all else there is fixed."""
    shared = "positon: 用Python写了一个系统\nname: 某公司\n"
    (tmp_path / "shared.yaml").write_text(shared)
    for name, item in (
        ("a", "用 Python 和 C 写了 A 系统, 很快"),
        ("b", "用Python和C写了A系统, 很快"),
    ):
        text = RESUME.format(language="zh", item=item)
        text += "  - type: experience\n    entries:\n      - include: shared.yaml\n"
        (tmp_path / f"resume.{name}.yaml").write_text(text)
    fixed, checked = fix_files([tmp_path])

    assert (tmp_path / "shared.yaml").read_text() == shared.replace("positon", "position")
    assert {(str(one.finding.code), one.done) for one in fixed} == {
        ("style-half-width", "replace `,` with `，`"),
        ("key-unknown", "replace `positon` with `position`"),
    }
    assert "style-han-latin-space" in {str(finding.code) for finding in checked.diagnostics}
    assert not any(finding.certain_fix for finding in checked.diagnostics)


def test_command(program: Program, tmp_path: Path) -> None:
    """A line says what each fix did; then what is left is reported, with its exit status."""
    home = type(program)(tmp_path)
    text = ENTRY.format(line="positon: Engineer\n        date: 03/04/2021")
    (tmp_path / "resume.yaml").write_text(text)
    first = home.run("check", "resume.yaml")
    ran = home.run("check", "--fix", "resume.yaml")

    assert first.out.endswith("1 file: 2 errors; `cvtex check --fix` fixes 1 of them\n")
    lines = ran.out.splitlines()
    assert lines[0] == "resume.yaml:7:9: fixed[key-unknown]: replace `positon` with `position`"
    assert lines[1].startswith("resume.yaml:8:15: error[date-invalid]: ")
    assert (lines[-1], ran.status) == ("1 file: 1 error", 1)


def test_link_and_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link stays a link, and the file has its permissions at each moment."""
    real, link = tmp_path / "real.yaml", tmp_path / "resume.yaml"
    link.symlink_to(real)
    real.touch(0o600)
    renamed, modes = Path.replace, set[int]()

    def watched(draft: Path, target: Path) -> Path:
        modes.add(stat.S_IMODE(draft.stat().st_mode))
        return renamed(draft, target)

    monkeypatch.setattr(Path, "replace", watched)
    _fixed(link, ENTRY.format(line="positon: Engineer"))

    assert link.is_symlink()
    assert "position" in real.read_text()
    assert modes == {0o600} == {stat.S_IMODE(real.stat().st_mode)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write any file")
def test_read_only(tmp_path: Path) -> None:
    """A file that must not be written stays as it is, which is an error."""
    path = tmp_path / "resume.yaml"
    path.write_text(ENTRY.format(line="positon: Engineer"))
    path.chmod(0o400)
    fixed, checked = fix_files([path])

    assert not fixed
    assert [str(finding.code) for finding in checked.diagnostics] == ["key-unknown", "output"]
    assert "positon" in path.read_text()


def test_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment has is fixed nowhere, and not quoted."""
    path = tmp_path / "resume.yaml"
    monkeypatch.setenv("CVTEX_PRIVATE", "headlin: secret")
    written, fixed = _fixed(path, RESUME.format(language="en", item="one"))

    assert (written, fixed) == (RESUME.format(language="en", item="one"), [])


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("\tone", "replace a tab with 8 spaces"),
        (" \t\tone", "replace a space and 2 tabs with 8 spaces"),
        ("\u3000one", "replace an ideographic space with 8 spaces"),
        ("one", "insert 8 spaces"),
    ],
)
def test_white_space_by_name(text: str, done: str) -> None:
    """What a fix does to white space is said in words, singular or plural."""
    span = Span(Path("a.yaml"), 1, 1, len(text) - 3)

    fix = Fix((Replacement(span, " " * 8),))
    assert FixedText(Buffer(Path("a.yaml"), text)).describe(fix) == done


SPANS = st.builds(
    Span, st.just(Path("a.yaml")), st.integers(0, 4), st.integers(1, 8), st.integers(0, 5)
)
EDITS = st.lists(st.builds(Replacement, SPANS, st.text("xy", max_size=3)), max_size=3)
FIXES = st.lists(st.builds(Fix, EDITS.map(tuple)), max_size=6)


@given(st.text("ab\r\n\x85漢", max_size=30), FIXES)
def test_fixes_do_not_overlap(text: str, fixes: list[Fix]) -> None:
    """Each fix is applied whole or not at all, and applied one by one they give the same text."""
    whole = FixedText(Buffer(Path("a.yaml"), text))
    taken = [fix for fix in fixes if whole.apply(fix)]

    single = text
    for edit in sorted((edit for fix in taken for edit in fix.edits), reverse=True):
        one = FixedText(Buffer(Path("a.yaml"), single))
        assert one.apply(Fix((edit,)))
        single = one.read()
    assert whole.read() == single


PIECES = [
    *("“", "”", '"', "'", "''", ",", ", ", ": ", ":", "•", "- ", "&amp;"),
    *("A", "b1", "漢", "字", " ", "**", "`"),
]


@given(st.sampled_from(["en", "zh", "ja"]), st.lists(st.sampled_from(PIECES), max_size=9))
def test_any_text(language: str, pieces: list[str]) -> None:
    """Whatever a text is, one run fixes all that is certain, and adds no error."""
    path = Path(os.environ["PYTEST_TMP"]) / "resume.yaml"
    path.write_text(RESUME.format(language=language, item="".join(pieces)))
    before = _errors(check_files([path]).diagnostics)
    fix_files([path])
    checked = check_files([path])

    assert not any(finding.certain_fix for finding in checked.diagnostics)
    assert len(_errors(checked.diagnostics)) <= len(before)


def _errors(findings: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [finding for finding in findings if finding.severity == "error"]


@pytest.fixture(autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_TMP", str(tmp_path_factory.mktemp("texts")))
