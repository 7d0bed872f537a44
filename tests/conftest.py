"""What tests share: invented people, projects in folders of their own, copies of the program.

TeX is slow beside all else here. What several tests look at is built once, whichever worker comes
first; what tests change is a copy.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import json
import os
import pickle
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTItem, LTTextLine
from PIL import Image
from pypdf import PdfReader

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.design.looks import Looks
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import LAYOUT
from cvtex.document import Document
from cvtex.editions.settings import Edition, read_editions
from cvtex.locales import known_locales
from cvtex.paths import DOCUMENT, PACKAGE, latex_dir

Once = Callable[[str, Callable[[Path], None]], Path]

TESTS = Path(__file__).parent
PEOPLE = TESTS / "people"
CHECKOUT = TESTS.parent

EDITIONS = """\
en:
  content: resume.en.yaml
  pages: 1
zh:
  content: resume.zh.yaml
  pages: 1
"""


LONG = "CVTEX_LONG" in os.environ
"""Whether all is tried that takes long, as each night, and not only what each change needs."""

# No clock decides: a busy machine is no failure. The normal run has the same texts each time, the
# long one many, and new ones. Tests whose examples take long have a share of this number.
settings.register_profile(
    "cvtex",
    deadline=None,
    derandomize=not LONG,
    max_examples=1000 if LONG else 30,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("cvtex")


def pytest_configure() -> None:
    """Have Python keep bytecode: each of some hundred programs would compile all of cvtex.

    And have programs take Ctrl-C, which is ignored in all that a shell started in the background.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the night what is marked as long: more of a kind that each run has one of."""
    if LONG:
        return
    left = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left)


@dataclass(frozen=True)
class Ran:
    """How a program ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it printed."""
        return self.out + self.err


def _run(command: list[str | Path], folder: Path, environment: dict[str, str]) -> Ran:
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=100,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


# What Python itself looks at when it starts.
_AT_START = re.compile("PYTHON.*|LANG|LC_.*|TZ")


@functools.cache
def _nursery() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, TESTS / "nursery.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _run_copy(
    program: str, arguments: tuple[str | Path, ...], folder: Path, environment: dict[str, str]
) -> Ran:
    """Run cvtex or doit in a process that need not import them."""
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    with tempfile.TemporaryDirectory() as files:
        out, err = (Path(files, name) for name in ("out", "err"))
        out.touch()
        err.touch()
        asked = {
            "program": program,
            "arguments": [*map(str, arguments)],
            "folder": str(folder),
            "environment": os.environ | environment,
            "out": str(out),
            "err": str(err),
        }
        nursery.stdin.write(json.dumps(asked) + "\n")
        nursery.stdin.flush()
        if not select.select([nursery.stdout], [], [], 100)[0]:
            nursery.kill()
            _nursery.cache_clear()
            pytest.fail(f"{program} was not done after 100 seconds")
        status = int(nursery.stdout.readline())
        said = (path.read_text(encoding="utf-8", errors="replace") for path in (out, err))
        return Ran(status, *said)


@dataclass(frozen=True)
class Program:
    """Runs cvtex in a folder, as people do: in a process of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """Return the command line."""
        return [sys.executable, "-c", "from cvtex.__main__ import main; main()", *arguments]

    def run(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run `cvtex` with arguments."""
        known = self.environment | environment
        if any(map(_AT_START.fullmatch, known)):
            return _run(self.command(*arguments), self.folder, known)
        return _run_copy("cvtex", arguments, self.folder, known)


@dataclass(frozen=True)
class Site(Program):
    """A copy of the program that a test may change, as if it were installed."""

    @property
    def package(self) -> Path:
        """The folder of the Python modules."""
        return Path(self.environment["PYTHONPATH"]) / "cvtex"

    @property
    def latex(self) -> Path:
        """The folder of the class, themes, scripts and templates."""
        return self.package / "latex"

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a piece of one of the program's files."""
        path = self.package / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} any more"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def begin(self, tex: str) -> None:
        """Have TeX read something before a document begins, and the class stay as it is."""
        begin = r"\begin{document}"
        self.change("latex/templates/resume.tex.j2", begin, f"{tex}\n{begin}")

    def set_bold(self, tex: str) -> None:
        """Have bold text, `#1`, typeset by other TeX, and the class stay as it is."""
        self.begin(rf"\renewcommand\cvstrong[1]{{{tex}}}")

    @property
    def uncached(self) -> Site:
        """The same program without a cache: where a test changes the class, TeX's format too."""
        return Site(self.folder, self.environment | {"XDG_CACHE_HOME": "/dev/null/cache"})


@dataclass(frozen=True)
class Project:
    """A person's folder: dodo.py, content, and what doit makes of it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> list[str | Path]:
        """Return the command line of doit."""
        return [sys.executable, "-m", "doit", *arguments]

    def doit(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> Ran:
        """Run doit, behind another command if there is one."""
        known = self.environment | environment
        if before or any(map(_AT_START.fullmatch, known)):
            return _run([*before, *self.command(*arguments)], self.folder, known)
        return _run_copy("doit", arguments, self.folder, known)

    @property
    def editions(self) -> Path:
        """The file that names the editions."""
        return self.folder / "content" / "editions.yaml"

    def content(self, name: str) -> Path:
        """Return an edition's content file."""
        return self.folder / "content" / f"resume.{name}.yaml"

    def pdfs(self) -> dict[str, bytes]:
        """Return the PDFs that are there, by edition."""
        return {pdf.stem: pdf.read_bytes() for pdf in (self.folder / "out").glob("*.pdf")}

    def states(self) -> dict[str, tuple[int, int]]:
        """Return what distinguishes a rebuilt PDF from one that was left alone."""
        stats = {pdf.stem: pdf.stat() for pdf in (self.folder / "out").glob("*.pdf")}
        return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}

    def rebuilt(self, *arguments: str) -> set[str]:
        """Run doit, which has to succeed, and return the editions whose PDFs are new."""
        before = self.states()
        ran = self.doit(*arguments)
        assert ran.status == 0, ran.said
        after = self.states()
        return {name for name in after if after[name] != before.get(name)}

    def due(self) -> set[str]:
        """Return the steps of editions that doit would take, as `typeset:en`."""
        listed = self.doit("list", "--all", "--status").out.splitlines()
        return {line.split()[1] for line in listed if re.match(r"R (tex|typeset|verify):", line)}


@dataclass
class Made:
    """A PDF that the pipeline made, the Document it stands for, the folder of the work."""

    document: Document
    pdf: Path
    work: Path
    findings: tuple[Diagnostic, ...]

    @cached_property
    def pages(self) -> list[str]:
        """What pdftotext reads, page by page."""
        return self._pdftotext().split("\f")[:-1]

    @cached_property
    def rows(self) -> list[list[str]]:
        """What stands on each page row by row, as the eye sees it."""
        pages = self._pdftotext("-layout").split("\f")[:-1]
        return [[row.strip() for row in page.splitlines() if row.strip()] for page in pages]

    @cached_property
    def lines(self) -> list[list[LTTextLine]]:
        """The lines of each page with their places, as pdfminer finds them."""
        return [
            [item for item in _inside(page) if isinstance(item, LTTextLine)]
            for page in extract_pages(self.pdf, laparams=LAParams())
        ]

    @cached_property
    def characters(self) -> list[LTChar]:
        """Every character with its place, font and size."""
        return [
            item
            for page in self.lines
            for line in page
            for item in line
            if isinstance(item, LTChar)
        ]

    def read(self, reader: str) -> str:
        """Return the whole text as one of several readers gives it, without page numbers."""
        if reader == "pdftotext":
            pages = self.pages
        elif reader == "pypdf":
            pages = [page.extract_text() for page in PdfReader(self.pdf).pages]
        else:
            pages = ["".join(line.get_text() for line in page) for page in self.lines]
        return "\n".join(_without_number(page, at) for at, page in enumerate(pages, 1))

    def _pdftotext(self, *options: str) -> str:
        return subprocess.run(
            ["pdftotext", *options, self.pdf, "-"],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout


def _inside(item: LTItem) -> Iterator[LTItem]:
    if isinstance(item, LTContainer) and not isinstance(item, LTTextLine):
        for inner in item:
            yield inner
            yield from _inside(inner)


def _without_number(page: str, number: int) -> str:
    found = rf"\A\s*• {number} •\s*|\n\s*• {number} •\s*\Z"
    return re.sub(found, "\n", page) if number > 1 else page


@pytest.fixture(scope="session")
def squeezed() -> Callable[[str], str]:
    """Return the function that readings are compared by: NFC, without white space."""
    return lambda text: "".join(unicodedata.normalize("NFC", text).split())


def _on_terminal(
    command: list[str | Path], folder: Path, columns: int = 80, **environment: str
) -> Ran:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    unset = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"), "")
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | unset | {"TERM": "xterm-256color"} | environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as run:
        os.close(theirs)
        said = b""
        # Reading fails when nobody has the terminal open any more.
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 4096):
                said += piece
        os.close(ours)
    return Ran(run.wait(), said.decode().replace("\r\n", "\n"), "")


@pytest.fixture(scope="session")
def on_terminal() -> Callable[..., Ran]:
    """Return a function that runs a command in a folder on a terminal of its own."""
    return _on_terminal


@pytest.fixture(scope="session")
def people() -> Path:
    """Return the folder of invented people."""
    return PEOPLE


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that everything lies in."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cache(shared: Path) -> Iterator[None]:
    """Keep what the program caches out of the cache of whoever runs the tests, and theirs out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CVTEX_PRIVATE", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield
    if _nursery.cache_info().currsize:
        with _nursery():  # ends it
            pass


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that is made by the first who asks, while others wait."""
    with folder.with_name(f".{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_name(f".{folder.name}")
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder


@pytest.fixture(scope="session")
def once(shared: Path) -> Once:
    """Return a function that has a folder filled once, whichever worker comes first."""
    return lambda name, make: _once(shared / name, make)


def _made(edition: Edition, folder: Path) -> Made:
    def make(draft: Path) -> None:
        source = write_source(edition, draft / "work")
        assert source.ok, source.diagnostics
        made = make_pdf(edition, draft / "work", draft / "resume.pdf")
        (draft / "findings").write_bytes(pickle.dumps(source.diagnostics + made.diagnostics))
        assert made.ok, made.diagnostics

    _once(folder, make)
    document, _ = pickle.loads((folder / "work" / DOCUMENT).read_bytes())  # noqa: S301 - just written
    findings = pickle.loads((folder / "findings").read_bytes())  # noqa: S301 - the same
    return Made(document, folder / "resume.pdf", folder / "work", findings)


@pytest.fixture(scope="session", params=["en", "zh"])
def sample(request: pytest.FixtureRequest, shared: Path) -> Made:
    """Return an invented person with every section and every key, in each language."""
    name = f"all_sections.{request.param}"
    return _made(Edition(name, PEOPLE / f"{name}.yaml", pages=2), shared / name)


@dataclass(frozen=True)
class Portrait:
    """A person with a photo: its kind, its size, the person's file."""

    kind: str
    size: tuple[int, int]
    person: str


# The head is higher than the one, and lower than the other.
PORTRAITS = {
    "en": Portrait("JPEG", (1200, 1000), "all_sections.en"),
    "zh": Portrait("PNG", (900, 1400), "small.zh"),
}


def draw(portrait: Portrait, path: Path) -> Path:
    """Draw the photo of nobody, as a camera that tells all would take it."""
    image = Image.linear_gradient("L").resize(portrait.size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(path, portrait.kind, exif=exif)
    return path


@pytest.fixture(scope="session", params=[*PORTRAITS])
def portrayed(request: pytest.FixtureRequest, shared: Path) -> Made:
    """Return an invented person with a photo, in each language."""
    portrait = PORTRAITS[request.param]

    def write(draft: Path) -> None:
        draw(portrait, draft / "photo")
        text = (PEOPLE / f"{portrait.person}.yaml").read_text(encoding="utf-8")
        text = text.replace("\nname:", "\nphoto: photo\nname:", 1)
        (draft / "resume.yaml").write_text(text, encoding="utf-8")

    content = _once(shared / f"portrait.{request.param}", write) / "resume.yaml"
    return _made(Edition("portrayed", content), shared / f"portrayed.{request.param}")


@pytest.fixture(scope="session")
def long(shared: Path) -> Made:
    """Return an invented person who fills three pages."""
    return _made(Edition("long", PEOPLE / "long.en.yaml"), shared / "long")


@pytest.fixture(scope="session", params=["en", "zh"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Return an edition of `content/`, in each language."""
    editions = read_editions(CHECKOUT / "content" / "editions.yaml").value or ()
    return next(one for one in editions if one.name == request.param)


@pytest.fixture(scope="session")
def limit(edition: Edition) -> int:
    """Return how many pages that edition may have."""
    assert edition.pages is not None
    return edition.pages


@pytest.fixture(scope="session")
def make(shared: Path) -> Callable[[Edition, str], Made]:
    """Return a function that builds an edition once, by a name for all workers."""
    return lambda edition, name: _made(edition, shared / name)


@pytest.fixture(scope="session")
def resume(edition: Edition, shared: Path) -> Made:
    """Return the résumé in `content/`, in each language."""
    return _made(edition, shared / f"content.{edition.name}")


@pytest.fixture(scope="session")
def scaffolded(once: Once) -> Path:
    """Return a folder that `cvtex new` made with every language that there is a locale for."""

    def new(folder: Path) -> None:
        languages = [part for tag in known_locales() for part in ("--language", tag)]
        ran = Program(folder).run("new", "cv", *languages)
        assert (ran.status, ran.err) == (0, "")

    return once("new", new) / "cv"


def _new_project(folder: Path) -> Project:
    (folder / "content").mkdir(parents=True)
    shutil.copy(PACKAGE / "scaffold" / "dodo", folder / "dodo.py")
    project = Project(folder)
    project.editions.write_text(EDITIONS, encoding="utf-8")
    for name in ("en", "zh"):
        shutil.copy(PEOPLE / f"small.{name}.yaml", project.content(name))
    return project


@pytest.fixture(scope="session")
def make_project() -> Callable[[Path], Project]:
    """Return the function that makes a project, with a small résumé in each language."""
    return _new_project


@pytest.fixture
def new_project(tmp_path: Path) -> Project:
    """Return a project that was never built, with a small résumé in each language."""
    return _new_project(tmp_path / "project")


@pytest.fixture
def project(tmp_path: Path, shared: Path) -> Project:
    """Return a project like the new one, in which all is built."""

    def make(draft: Path) -> None:
        ran = _new_project(draft / "project").doit()
        assert ran.status == 0, ran.said

    made = _once(shared / "project", make) / "project"
    return Project(shutil.copytree(made, tmp_path / "project"))


def _copy_program(folder: Path) -> None:
    # Bytecode that is being written has a name of its own until it is whole.
    shutil.copytree(PACKAGE, folder / "cvtex", ignore=shutil.ignore_patterns("*.pyc.*"))
    if not (folder / "cvtex" / "latex").exists():
        shutil.copytree(latex_dir(), folder / "cvtex" / "latex")


def _paths(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts}


@pytest.fixture(scope="session")
def _program_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, bytes]]:
    """Return the folder of a copy of the program, and what is in its files."""
    folder = tmp_path_factory.mktemp("program")
    _copy_program(folder)
    return folder, {path: path.read_bytes() for path in _paths(folder) if path.is_file()}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return cvtex, in an empty folder."""
    folder = tmp_path / "somewhere"
    folder.mkdir()
    return Program(folder)


@pytest.fixture
def site(
    program: Program,
    tmp_path_factory: pytest.TempPathFactory,
    _program_copy: tuple[Path, dict[Path, bytes]],
) -> Iterator[Site]:
    """Return a copy of cvtex, in an empty folder.

    It is one for all tests, so that TeX's formats are made once: what a test changes is undone.
    """
    folder, files = _program_copy
    before = {path: path.stat() for path in _paths(folder)}
    cache = tmp_path_factory.getbasetemp() / "cache"
    yield Site(program.folder, {"PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(cache)})
    for path in sorted(_paths(folder) - before.keys(), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for path, data in files.items():
        was = before[path]
        if not path.exists() or path.stat().st_mtime_ns != was.st_mtime_ns:
            path.write_bytes(data)
            os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.fixture
def two_themes(tmp_path: Path) -> Iterator[tuple[Site, Project]]:
    """Return a copy of cvtex with a second theme, which the Chinese edition of a project uses."""
    cache, copy = tmp_path / "cache", tmp_path / "site"
    _copy_program(copy)
    site = Site(tmp_path, {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(cache)})
    themes = site.latex / "themes"
    shutil.copytree(themes / "classic", themes / "second")
    project = _new_project(tmp_path / "project")
    project.editions.write_text(EDITIONS + "  theme: second\n", encoding="utf-8")
    yield site, Project(project.folder, site.environment)
    shutil.rmtree(cache, ignore_errors=True)


@pytest.fixture(scope="session")
def built(shared: Path) -> Callable[[str, str], Made]:
    """Return a function that builds an invented person in a theme, once."""

    def build(person: str, theme: str) -> Made:
        # TeX runs once: where a nearly empty page only warns, no other setting is tried.
        edition = Edition(person, PEOPLE / f"{person}.yaml", Looks(theme), warn=LAYOUT)
        return _made(edition, shared / f"{person}.{theme}")

    return build


@pytest.fixture(scope="session")
def typeset() -> Callable[[str, Path], Path]:
    """Return a function that has XeLaTeX make a PDF of a source in a folder, and nothing more."""

    def run(source: str, folder: Path) -> Path:
        (folder / "resume.tex").write_text(source, encoding="utf-8")
        surroundings = {
            "TEXINPUTS": f".:{latex_dir()}//:",
            "SOURCE_DATE_EPOCH": "0",
            "FORCE_SOURCE_DATE": "1",
        }
        subprocess.run(
            ["xelatex", "-interaction=batchmode", "-halt-on-error", "resume.tex"],
            cwd=folder,
            env=os.environ | surroundings,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return folder / "resume.pdf"

    return run
