"""The page of a comparison: the words that changed, and the pages with marks on them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Dictionary, Name, Pdf
from pypdfium2 import PdfDocument

from browser import IN_BROWSER, NIGHT, WITH_AXE, ask, violations
from cvtex.ats.layout.poppler import PAGES_MAX
from cvtex.build.check import check_content
from cvtex.diff.comparing import compare
from cvtex.diff.comparison import Comparison, compare_sides, print_sides
from cvtex.diff.page import Compared, render_page
from cvtex.diff.pdf import Spot, read_pdf
from cvtex.diff.sheets import ChangeMark, Sheet, Spread, marks_of, spreads
from cvtex.diff.sides import Side
from cvtex.diff.terminal import summary
from cvtex.document import Document
from cvtex.editions.settings import Edition
from elements import read_html
from report.records import picture

if TYPE_CHECKING:
    from made import Made
    from running import Project

CHANGED = {"en": ("14 offices", "41 offices"), "zh-Hans": ("14个办公室", "41个办公室")}
"""What is changed in the text of a person, by language."""

PEOPLE = Path(__file__).parents[1] / "people"


def _documents(language: str, folder: Path) -> tuple[Document, Document]:
    """Return the Documents of a person, and of one in whose text a word is another."""
    person = PEOPLE / f"all_sections.{language[:2]}.yaml"
    changed = folder / "resume.yaml"
    changed.write_text(person.read_text("utf-8").replace(*CHANGED[language]), "utf-8")
    old, new = (check_content(file).value for file in (person, changed))
    assert old is not None
    assert new is not None
    return old, new


def _text_in(pdf: Path, spot: Spot) -> str:
    """Return what PDFium reads inside a rectangle of a page."""
    with PdfDocument(pdf) as opened:
        page = opened[spot.page]
        width, height = page.get_size()
        edges = (
            *(spot.left * width, (1 - spot.bottom) * height),
            *(spot.right * width, (1 - spot.top) * height),
        )
        return str(page.get_textpage().get_text_bounded(*edges))


def test_marks(sample: Made, tmp_path: Path) -> None:
    """A mark is where the removed word is on the page, and nowhere else."""
    documents = _documents(sample.document.language[:7].replace("en-GB", "en"), tmp_path)
    text = read_pdf(sample.pdf, sample.document)
    (mark,) = marks_of(compare(*documents), text, is_new=False)

    assert (mark.kind, mark.number) == ("removed", 1)
    assert _text_in(sample.pdf, mark.spot).strip() == "14"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of two comparisons, in one of which nothing has changed."""
    old, new = _documents("en", tmp_path_factory.mktemp("changed"))
    edition = Edition("en", Path("resume.yaml"))
    sides = Side("<old>", edition, old), Side("new", edition, new)
    comparison = Comparison(*sides, compare(old, new), ("the photo",))
    mark = ChangeMark("removed", 1, Spot(0, 0.1, 0.2, 0.3, 0.25))
    spreads = (
        Spread(Sheet(picture(1), (mark,)), Sheet(picture(1), ())),
        Spread(None, Sheet(picture(2), ())),
    )
    same = Comparison(sides[0], sides[0])
    return render_page([Compared("me & you", comparison, spreads), Compared("same", same, ())])


def test_page(page: str) -> None:
    """It has what changed as del and ins, and the pages of both sides with the marks."""
    html = read_html(page)
    (deleted, *_), (inserted, *_) = html.find("del"), html.find("ins")
    pictures = [one.attributes["aria-label"] for one in html.find("div", role="img")]

    assert (deleted.text, inserted.text) == ("14", "41")
    assert [one.text for one in html.find("h2")] == ["me & you"]
    assert pictures == [
        "Page 1 of <old>; marked: 1 removed",
        "Page 1 of new; marked: nothing",
        "Page 2 of new; marked: nothing",
    ]
    assert "1 word added, 1 removed; also different: the photo" in page
    assert "nothing has changed" in page
    assert re.findall(r'(?:src|href)="(?!data:image/jpeg;base64,|#)', page) == []
    assert "<script" not in page
    assert "<old>" not in page


@pytest.mark.long
def test_command(project: Project) -> None:
    """The page is made of the PDFs of a project, and what is built is not typeset again."""
    from diff.test_command import change, git  # noqa: PLC0415 - this test alone
    from running import Program  # noqa: PLC0415 - the same

    git(project.folder, "init", "-q")
    git(project.folder, "add", "content")
    git(project.folder, "commit", "-qm", "one")
    change(project.content("en"), "nine mills", "ten mills")
    ran = Program(project.folder).run("diff", "-o", "out/changes.html", CI="")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "en: 1 word added, 1 removed; 1 page\nzh: nothing has changed\nwrote out/changes.html\n"
    )
    assert (project.folder / "out/changes.html").read_text("utf-8").count("<img") == 2
    assert len([*(project.folder / "out/.build/.diff").iterdir()]) == 1


@pytest.mark.long
def test_theme_of_a_revision(project: Project) -> None:
    """A draft in a project's own theme is kept, and made again for another text of the theme."""
    from diff.test_command import change, git  # noqa: PLC0415 - this test alone
    from running import Program  # noqa: PLC0415 - the same

    theme = project.folder / "themes/mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("description: Mine\nbase: classic\n", "utf-8")
    (theme / "theme.sty").write_text("\\cvtexsetup{section}{rule = 1pt}\n", "utf-8")
    text = project.editions.read_text("utf-8").replace("en: {", "en: {theme: mine, ", 1)
    project.editions.write_text(text, "utf-8")
    git(project.folder, "init", "-q")
    git(project.folder, "add", "content", "themes")
    git(project.folder, "commit", "-qm", "one")
    change(project.content("en"), "nine mills", "ten mills")
    drafts = project.folder / "out/.build/.diff"

    def made() -> dict[str, int]:
        ran = Program(project.folder).run("diff", "-e", "en", CI="")
        assert (ran.status, ran.err) == (0, "")
        return {str(one): one.stat().st_mtime_ns for one in drafts.glob("*/*.pdf")}

    first = made()
    assert first
    assert made() == first


@pytest.mark.parametrize(
    "sample", ["en", pytest.param("zh", marks=pytest.mark.long)], indirect=True
)
def test_strangers(sample: Made, tmp_path: Path) -> None:
    """A PDF of which nothing is known is read by its text, turned and cropped pages included."""
    turned = tmp_path / "turned.pdf"
    with Pdf.open(sample.pdf) as pdf:
        for page in pdf.pages:
            page.rotate(90, relative=True)
        pdf.save(turned)
    sides = Side("a", pdf=sample.pdf), Side("b", pdf=turned)
    printed = print_sides(Comparison(*sides), tmp_path)

    assert printed.value is not None
    assert printed.value.printed is not None
    one, other = (side.text.text.split() for side in printed.value.printed)
    assert one == other
    assert summary(printed.value).startswith("no word has changed; ")


def test_long(tmp_path: Path) -> None:
    """All pages of a PDF are compared and shown, however many a hiring system reads."""
    old, new = (_long(tmp_path / f"{last}.pdf", last) for last in ("old", "new"))
    compared = compare_sides(Side("a", pdf=old), Side("b", pdf=new), tmp_path).value

    assert compared is not None
    assert [change.path for change in compared.changes] == [(f"page {PAGES_MAX + 1}",)]
    assert len(spreads(compared).value or ()) == PAGES_MAX + 1


def test_withheld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a PDF of what has private details, it is said only whether it differs from another."""
    monkeypatch.setenv("CI", "true")
    (tmp_path / "private.yaml").touch()
    old, new = (_long(tmp_path / f"{last}.pdf", last) for last in ("old", "new"))
    private = Side("a", Edition("a", tmp_path / "resume.yaml"), pdf=old)
    same, other = (compare_sides(private, Side("b", pdf=pdf), tmp_path).value for pdf in (old, new))

    assert same is not None
    assert other is not None
    assert (same.is_different, other.is_different) == (False, True)
    assert (same.printed, other.printed, other.changes) == (None, None, ())


def _long(file: Path, last: str) -> Path:
    """Write a PDF with one page too many, on which a word is."""
    with Pdf.new() as pdf:
        for _ in range(PAGES_MAX + 1):
            pdf.add_blank_page(page_size=(60, 80))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[-1].Resources = Dictionary(Font=Dictionary(F=font))
        pdf.pages[-1].Contents = pdf.make_stream(f"BT /F 9 Tf 9 9 Td ({last}) Tj ET".encode())
        pdf.save(file)
    return file


class TestBrowser:
    """The page in a real browser."""

    pytestmark = IN_BROWSER

    def test_width(self, page: str, tmp_path: Path) -> None:
        """Nothing is wider than the window, also on a phone (WCAG 2.2, 1.4.10)."""
        question = "return [document.documentElement.clientWidth, document.body.scrollWidth];"
        shown, needed = ask(tmp_path, page, question, "--window-size=400,800")

        assert needed <= shown

    @WITH_AXE
    @pytest.mark.parametrize("options", [(), (NIGHT,), ("--window-size=400,800",)])
    def test_accessible(self, page: str, tmp_path: Path, options: tuple[str, ...]) -> None:
        """axe-core finds nothing against WCAG 2.2 AA, nor against its own best practice."""
        assert violations(tmp_path, page, *options) == []
