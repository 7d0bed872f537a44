"""What tests share: invented people, projects in folders of their own, copies of the program.

TeX is slow beside all else here. What several tests look at is built once, whichever worker comes
first; what tests change is a copy.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import pickle
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.design.looks import Looks
from cvtex.diagnostics.codes import LAYOUT
from cvtex.editions.settings import Edition, read_editions
from cvtex.locales import known_locales
from cvtex.paths import DOCUMENT, PACKAGE, latex_dir
from made import Made
from running import Program, Project, Ran, Site, end_nurseries

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
    max_examples=1000 if LONG else 20,
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


def pytest_collection_finish() -> None:
    """Exempt what stays, such as the thousands of tests, from garbage collection."""
    gc.freeze()


@pytest.fixture(scope="session")
def squeezed() -> Callable[[str], str]:
    """Return the function that readings are compared by: NFC, without white space."""
    return lambda text: "".join(unicodedata.normalize("NFC", text).split())


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
        patch.delenv("CI", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        # Tests have more themes and scripts than a person; nursery.py says the same.
        patch.setattr("cvtex.tex.format.MOST", 100)
        yield
    end_nurseries()


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


def _built(person: str, theme: str, shared: Path) -> Made:
    edition = Edition(person, PEOPLE / f"{person}.yaml", Looks(theme))
    if theme == "classic" and person.startswith("all_sections"):
        edition = replace(edition, pages=2)  # what proves all
    else:  # TeX runs once: where a nearly empty page only warns, no other setting is tried
        edition = replace(edition, warn=LAYOUT)
    return _made(edition, shared / f"{person}.{theme}")


@pytest.fixture(scope="session", params=["en", "zh"])
def sample(request: pytest.FixtureRequest, shared: Path) -> Made:
    """Return an invented person with every section and every key, in each language."""
    return _built(f"all_sections.{request.param}", "classic", shared)


@dataclass(frozen=True)
class Portrait:
    """A person with a photo: its kind, its size, the person's file."""

    kind: str
    size: tuple[int, int]
    person: str


# The head is higher than the one, and lower than the other.
PORTRAITS = {
    "en": Portrait("JPEG", (1200, 1000), "small.en"),
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
    return _built("long.en", "classic", shared)


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


@pytest.fixture(scope="session")
def first_run(shared: Path) -> tuple[Ran, Path]:
    """Return how the first run of doit ended, and the project, for no test to change."""

    def make(draft: Path) -> None:
        ran = _new_project(draft / "project").doit()
        assert ran.status == 0, ran.said
        (draft / "ran").write_text(json.dumps([ran.status, ran.out, ran.err]), encoding="utf-8")

    made = _once(shared / "project", make)
    return Ran(*json.loads((made / "ran").read_bytes())), made / "project"


@pytest.fixture
def project(tmp_path: Path, first_run: tuple[Ran, Path]) -> Project:
    """Return a project like the new one, in which all is built."""
    return Project(shutil.copytree(first_run[1], tmp_path / "project"))


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
def two_themes(site: Site, new_project: Project) -> tuple[Site, Project]:
    """Return a copy of cvtex with a second theme, which the Chinese edition of a project uses."""
    themes = site.latex / "themes"
    shutil.copytree(themes / "classic", themes / "second")
    new_project.editions.write_text(EDITIONS + "  theme: second\n", encoding="utf-8")
    return site, Project(new_project.folder, site.environment)


@pytest.fixture(scope="session")
def built(shared: Path) -> Callable[[str, str], Made]:
    """Return a function that builds an invented person in a theme, once."""
    return lambda person, theme: _built(person, theme, shared)


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
