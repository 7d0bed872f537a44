"""`cvtex new`."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NoReturn

from cvtex.commands.shared.options import local_file
from cvtex.commands.shared.schemas import FOR_EDITORS, SCHEMAS, schema_text
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.paths import EDITIONS, SCAFFOLD, latex_dir
from cvtex.report.text import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.wording.locale import Locale

HEAD = """\
# yaml-language-server: $schema=../schema/editions.schema.json
# One PDF each: out/<name>.pdf. `pages` is the most that it may have.
"""

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/resume.schema.json\n"

# Of the first language, for the web.
PUBLIC = """\

# For everybody: the workflow publishes it. `hide` says what it leaves out.
{tag}-public: {{extends: {tag}, hide: [phone, address, facts], public: true}}
"""

WORKFLOW = ".github/workflows/resume.yml"

WHEELS = "wheels"
"""The folder of the wheel that the workflow installs, where cvtex came from no public place."""

# What stands for the requirement in the workflow's template.
_REQUIREMENT = "REQUIREMENT"

_LANGUAGE = re.compile("^language: .*$", re.MULTILINE)


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "-l",
        "--language",
        action="append",
        type=_with_locale,
        metavar="TAG",
        help="a language to begin with, as en or pt-BR (`cvtex docs languages`); may be repeated",
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=local_file,
        metavar="FILE",
        help="a résumé to begin with, in place of a sample: any file that `cvtex import` reads",
    )
    parser.add_argument("--theme", type=_theme, help="the theme of the editions (`cvtex themes`)")


def run(
    *,
    folder: Path,
    language: list[tuple[str, Locale]] | None,
    source: Path | None,
    theme: str | None,
) -> None:
    """Make a folder in which `doit` builds a résumé: a sample, for you to change, or yours.

    A project that is there already gets only the content and its edition.
    """
    is_project = (folder / EDITIONS).is_file() and bool(language or source)
    if not is_project and (occupied := _occupied(folder)):
        _end(occupied)
    if source and language and len(language) > 1:
        sys.stderr.write("cvtex new: --from takes one file, so give -l at most once\n")
        raise SystemExit(2)
    pictures: dict[str, bytes] = {}
    if source:
        contents, pictures = _taken_over(source, language[0][0] if language else "")
    else:
        contents = _samples(_locales(language or [_with_locale("en")]))
    if is_project and not theme:
        theme = _usual_theme(folder / EDITIONS)
    settings = ("" if source else ", pages: 1") + (f", theme: {theme}" if theme else "")
    if is_project:
        files = pictures | {_content(tag): text.encode() for tag, text in contents.items()}
        found = _add(files, "".join(_edition(tag, settings) for tag in contents), folder)
    else:
        files = pictures | _files(_texts(contents, settings))
        found = _write(files, folder)
    if found:
        _end(found)
    made = "".join(f"  {file}\n" for file in sorted(files))
    if is_project:
        made += f"added to {EDITIONS}: {', '.join(contents)}\n"
    enter = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    sys.stdout.write(f"made in {folder}:\n{made}next: {enter}{_doit()}\n")


def _end(found: Diagnostic) -> NoReturn:
    sys.stderr.write(render((found,)) + "\n")
    raise SystemExit(1)


def _taken_over(source: Path, language: str) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the content that a file becomes, by its language, and its pictures by their paths.

    Print the table of the import. Exit with 1 if the file can't be read.
    """
    from cvtex.commands.shared.output import value_of  # noqa: PLC0415 - the same
    from cvtex.importing.importing import import_file  # noqa: PLC0415 - the same
    from cvtex.report import ReportFormat, show  # noqa: PLC0415 - the same
    from cvtex.report.imported import table  # noqa: PLC0415 - the same
    from cvtex.report.screen import screen_of  # noqa: PLC0415 - the same

    read = import_file(source, language)
    made = value_of(read)
    show(read.diagnostics, ReportFormat.TEXT, sys.stderr)
    sys.stdout.write(f"{table(made.counts, screen_of(sys.stdout))}\n\n")
    tag = _LANGUAGE.search(made.text)
    contents = {tag[0].partition(": ")[2] if tag else "en": made.text}
    return contents, dict(_pictures(made.pictures, source.parent))


def _pictures(names: Iterable[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures in a folder, each by its path in the project."""
    for name in map(os.path.normpath, names):
        file = folder / name
        if not name.startswith((os.pardir, os.sep)) and file.is_file():
            yield f"content/{name}", file.read_bytes()


def _usual_theme(listed: Path) -> str | None:
    """Return the theme of a project's first edition; None if all editions have it by default."""
    from cvtex.commands.shared.output import value_of  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.design.looks import PLAIN  # noqa: PLC0415 - the same
    from cvtex.editions.settings import DEFAULTS, read_editions  # noqa: PLC0415 - the same
    from cvtex.source.typed import Typed, value_at  # noqa: PLC0415 - the same
    from cvtex.source.yaml import read_yaml  # noqa: PLC0415 - the same

    theme = value_of(read_editions(listed))[0].looks.theme
    settings = value_of(read_yaml(listed))
    paths = ((DEFAULTS, "theme"), (DEFAULTS, "design", "theme"))
    is_shared = any(isinstance(value_at(settings, path), Typed) for path in paths)
    return None if is_shared or theme == PLAIN.theme else theme


def _theme(name: str) -> str:
    known = sorted(file.parent.name for file in latex_dir().glob("themes/*/theme.yaml"))
    if name not in known:
        raise ArgumentTypeError(f"there is no theme `{name}`; there are {', '.join(known)}")
    return name


def _doit() -> str:
    """Return a command that runs doit in the person's shell, whose PATH may be another than ours.

    `./bootstrap` and `uvx` put an environment before it; pipx links cvtex alone to a folder of it.
    """
    programs = Path(sys.executable).parent
    variables = ("VIRTUAL_ENV", "VIRTUAL_ENV_PROMPT")  # `activate` sets both, those two do not
    environment, prompt = (os.environ.get(name) for name in variables)
    is_active = sys.prefix == sys.base_prefix or (prompt and environment == sys.prefix)
    script = programs / "cvtex"
    cvtex = Path(which("cvtex") or "cvtex")
    if (is_active or cvtex.parent != programs) and cvtex.resolve() == script.resolve():
        return "cvtex doit"
    if script.exists():
        return f"{shlex.quote(str(script))} doit"
    return f"{shlex.quote(sys.executable)} -m doit"


def _with_locale(tag: str) -> tuple[str, Locale]:
    from cvtex.locales import known_locales  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.wording.locale import find_locale  # noqa: PLC0415 - the same

    locale = find_locale(tag)
    if locale is None:
        known = ", ".join(known_locales())
        raise ArgumentTypeError(f"there is no locale for `{tag}`; there are locales for {known}")
    return tag, locale


def _locales(asked: list[tuple[str, Locale]]) -> dict[str, Locale]:
    """Return the locale for each tag, each once; end the program for one without a good file."""
    from cvtex.schema.language_tags import canonical_tag  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.wording.locale_file import faults  # noqa: PLC0415 - the same

    locales: dict[str, Locale] = {}
    for tag, locale in asked:
        if found := faults(locale.tag):
            sys.stderr.write(render(found) + "\n")
            raise SystemExit(1)
        if locale not in locales.values():
            locales[canonical_tag(tag)] = locale
    return locales


def _samples(locales: dict[str, Locale]) -> dict[str, str]:
    """Return the sample of each language."""
    from cvtex.locales import sample  # noqa: PLC0415 - the same

    texts = {tag: SCHEMA_LINE + sample(locale.tag) for tag, locale in locales.items()}
    return {tag: _LANGUAGE.sub(f"language: {tag}", text, count=1) for tag, text in texts.items()}


def _files(texts: dict[str, str]) -> dict[str, bytes]:
    """Return what is in each file, by its path in the folder; `texts` are those that are text."""
    files = {path: text.encode() for path, text in texts.items()}
    from importlib.metadata import distribution  # noqa: PLC0415 - every command would wait for it

    from cvtex.commands.shared.distribution import pinned, wheel  # noqa: PLC0415 - the same

    installed = distribution("cvtex")
    requirement = pinned(installed)
    if requirement is None:
        name, packed = wheel(installed)
        files[f"{WHEELS}/{name}"] = packed
        requirement = f"./{WHEELS}/{name}"  # with a dot, so that pip sees a file
    workflow = texts[WORKFLOW].replace(_REQUIREMENT, json.dumps(requirement))  # also YAML's quotes
    return files | {WORKFLOW: workflow.encode()}


def _texts(contents: dict[str, str], settings: str) -> dict[str, str]:
    """Return the files that are text; `settings` are those of each edition beside its content."""
    files = {
        "dodo.py": "dodo",
        ".gitignore": "gitignore",
        WORKFLOW: "workflow.yml",
        ".github/actions/cvtex/action.yml": "action.yml",
        "README.md": "README.md",
    }
    texts = {path: _text(source) for path, source in files.items()}
    schemas = {SCHEMAS[name][0]: schema_text(name) for name in FOR_EDITORS}
    editions = HEAD
    for tag, text in contents.items():
        texts[_content(tag)] = text
        editions += _edition(tag, settings)
    editions += PUBLIC.format(tag=next(iter(contents)))
    return texts | schemas | {"content/editions.yaml": editions}


def _content(tag: str) -> str:
    return f"content/resume.{tag}.yaml"


def _edition(tag: str, settings: str) -> str:
    return f"{tag}: {{content: resume.{tag}.yaml{settings}}}\n"


def _text(source: str) -> str:
    return (SCAFFOLD / source).read_text(encoding="utf-8")


def _occupied(folder: Path) -> Diagnostic | None:
    """Return what is against making a folder here: all that is there already."""
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return None
        if not folder.exists():
            return None
    except OSError as error:
        return _unwritable(folder, error)
    there = "there are files in it" if folder.is_dir() else "it is a file"
    message = f"`{folder}` can't be made: {there}"
    hint = "name an empty or a new folder"
    if (folder / EDITIONS).is_file():
        hint = "`-l TAG` adds a language to this project, and `--from FILE` a résumé"
    return Diagnostic(Code.OUTPUT, message, hint=hint)


def _write(files: dict[str, bytes], folder: Path) -> Diagnostic | None:
    """Write the files, all or none of them: they are moved to their place when all are there."""
    try:
        near = folder if folder.exists() else folder.parent  # on the same file system
        near.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=near, prefix=".cvtex-") as draft:
            for path, data in files.items():
                file = Path(draft, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            folder.mkdir(exist_ok=True)
            for part in Path(draft).iterdir():
                part.rename(folder / part.name)
    except OSError as error:
        return _unwritable(folder, error)
    return None


def _add(files: dict[str, bytes], editions: str, folder: Path) -> Diagnostic | None:
    """Write files into a project, and lines of editions; nothing if any is there already."""
    from cvtex.commands.shared.output import value_of  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same
    from cvtex.files import replace  # noqa: PLC0415 - the same

    listed = folder / EDITIONS
    known = {edition.name for edition in value_of(read_editions(listed))}
    taken = [line for line in editions.splitlines() if line.partition(":")[0] in known]
    there = [file for file in files if (folder / file).exists()]
    if there or taken:
        message = f"`{(there or taken)[0]}` is in `{folder}` already, and stays as it is"
        return Diagnostic(Code.OUTPUT, message, hint="add another language, or edit what is there")
    try:
        longer = _with_lines(listed.read_bytes(), editions)
        if longer is None:
            message = f"`{listed}` can't have another line, so nothing is added"
            hint = "write each edition in a line of its own, as `en: {content: resume.en.yaml}`"
            return Diagnostic(Code.OUTPUT, message, hint=hint)
        for file, data in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            replace(folder / file, data)
        replace(listed, longer)
    except OSError as error:
        return _unwritable(folder, error)
    return None


def _with_lines(before: bytes, editions: str) -> bytes | None:
    """Return a list of editions with more lines; None if they would not be editions there."""
    import yaml  # noqa: PLC0415 - heavy, and `--help` is not

    line_end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith(b"\n") else line_end
    after = before + gap + editions.encode().replace(b"\n", line_end)
    try:
        listed = yaml.safe_load(after)
    except (yaml.YAMLError, ValueError):  # a mapping in braces, another encoding
        return None
    is_whole = isinstance(listed, dict) and yaml.safe_load(editions).items() <= listed.items()
    return after if is_whole else None


def _unwritable(folder: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(Code.OUTPUT, f"can't write `{folder}`: {reason}", hint="name another folder")
