"""The editions of a project, from `content/editions.yaml`: one PDF each.

Read by hand and not by pydantic, because every run of doit reads it, also one with nothing to do.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cvtex.content.letter_files import is_letter
from cvtex.content.overlay import is_withheld, overlay_files
from cvtex.content.project import OUTSIDE, is_inside, read_inside
from cvtex.design.looks import PLAIN, Looks, read_looks
from cvtex.diagnostics import Checked, Diagnostic, Span, counted
from cvtex.diagnostics.codes import TOLERABLE, Code
from cvtex.editions import tailoring
from cvtex.editions.inheriting import complete
from cvtex.editions.keys import given_keys
from cvtex.editions.names import FILE, NAME, contents_by_name
from cvtex.editions.outputs import DEFAULT, JSON, read_outputs
from cvtex.editions.pages import SPARSE, read_pages
from cvtex.editions.site import SITE, site_of
from cvtex.editions.tailoring import WHOLE, Tailoring, read_flag, read_tailoring
from cvtex.paths import OUT
from cvtex.source.file import ENDINGS
from cvtex.source.fixes import instead_of
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

DEFAULTS = "defaults"
"""The name that is no edition: what stands there holds for all."""

SETTINGS = (DEFAULTS, SITE)
"""The names that are no editions."""

KEYS = (
    *("content", "extends", "file"),
    *tailoring.KEYS,
    *("private", "public", "outputs", "theme", "design", "pages", "warn"),
)

# Files that a hint names.
_NAMED_MAX = 5

# What other programs, and people, call the keys.
_SYNONYMS = {
    **dict.fromkeys(("for", "tags", "tag", "audiences", "profile"), ("audience",)),
    **dict.fromkeys(("base", "inherits", "inherit", "parent"), ("extends",)),
    **dict.fromkeys(("filename", "file_name", "pdf"), ("file",)),
    **dict.fromkeys(("formats", "format", "output", "as"), ("outputs",)),
    **dict.fromkeys(("without", "exclude", "omit", "hidden"), ("hide",)),
    **dict.fromkeys(("sections", "section_order"), ("order",)),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """What pages an edition is to fit: how many at most, how full the last of several has to be.

    `fixed` are the options of its design that the person set, which no build changes.
    """

    pages: int | None
    fill: float
    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One PDF to build: its name, the content file, its looks, how many pages it may have.

    `fill` is the share of the last page to be filled, if one is asked for; `span` is where the
    pages stand; `warn` are the checks that do not stop it. `tailoring` is what it prints of its
    content, `private` whether the private overlay is merged over that; `public` says that anybody
    may see it. `file` is the name of its files, if it is not its own; `outputs` are the formats.
    """

    name: str
    content: Path
    looks: Looks = PLAIN
    pages: int | None = None
    span: Span | None = None
    warn: frozenset[Code] = frozenset()
    fill: float | None = None
    tailoring: Tailoring = WHOLE
    private: bool = True
    public: bool = False
    file: str = ""
    outputs: tuple[str, ...] = DEFAULT

    @property
    def asked(self) -> tuple[Path, Looks, Tailoring, bool]:
        """What its Document depends on, beside its files."""
        return self.content, self.looks, self.tailoring, self.private

    @property
    def overlays(self) -> list[Path]:
        """The private overlay, if it is merged over the content and there is one."""
        return overlay_files(self.content) if self.private else []

    @property
    def is_withheld(self) -> bool:
        """Whether a report must not show what the PDF says."""
        return self.private and is_withheld(self.content)

    @property
    def stem(self) -> str:
        """What its files in `out/` are called, but for their endings."""
        return self.file or self.name

    @property
    def pdf(self) -> Path:
        """Where its PDF is, from the person's folder."""
        return OUT / f"{self.stem}.pdf"

    def describe(self) -> str:
        """Return in a line what it is."""
        pages = [counted(self.pages, "page")] if self.pages else []
        theme = [self.looks.theme] if self.looks.theme else []
        outputs = [" ".join(self.outputs)] if self.outputs != DEFAULT else []
        public = ["public"] if self.public else []
        told = [*self.tailoring.describe(), *theme, *pages, *outputs, *public]
        return "; ".join([self.content.name, *told])

    @property
    def fit(self) -> Fit:
        """What pages it is to fit; without `fill`, the last one is not to be nearly empty.

        Where a page that is nearly empty only warns, nothing is done about it.
        """
        least = 0 if Code.PAGE_SPARSE in self.warn else SPARSE
        return Fit(self.pages, self.fill or least, tuple(name for name, _ in self.looks.options))


def read_editions(path: Path) -> Checked[tuple[Edition, ...]]:
    """Return the editions in a file that have a content, in its order, and what is wrong.

    Without the file each `resume.<language>.yaml` beside it is an edition of that name, and each
    `letter.<name>.<language>.yaml`.
    """
    if not os.path.lexists(path):
        contents, findings = contents_by_name(path.parent)
        if contents or findings:
            editions = tuple(Edition(name, contents[name]) for name in sorted(contents))
            return Checked(editions, tuple(findings))
    read = read_inside(path)
    if read.value is None:
        return Checked(None, read.diagnostics)
    findings = list(read.diagnostics)
    value = read.value
    if not isinstance(value, TypedMapping) or not value.keys() - {*SETTINGS}:
        findings.append(
            Diagnostic(
                Code.EDITIONS_EMPTY,
                "there is no edition here",
                # A list, or a text, has a place; a file without a value has none.
                Span(path) if isinstance(value, Empty) else value.span,
                "an edition is a name with its content, as in `en: {content: resume.en.yaml}`",
            )
        )
        return Checked(None, tuple(findings))
    site_of(value.value(SITE), findings)
    named = complete(value, DEFAULTS, SETTINGS, findings)
    _check_names(named, findings)
    made = [_edition(name, keys, path.parent, findings) for name, keys in named.items()]
    editions = _with_audiences([edition for edition in made if edition])
    _check_files(named, editions, findings)
    # What is wrong with the defaults is so in each edition.
    return Checked(editions, tuple(dict.fromkeys(findings)))


def _with_audiences(editions: list[Edition]) -> tuple[Edition, ...]:
    """Return editions that know the audiences of all that are of the same content."""
    known: dict[Path, set[str]] = {}
    for edition in editions:
        known.setdefault(edition.content, set()).update(map(str, edition.tailoring.audience))
    return tuple(
        replace(
            edition,
            tailoring=replace(edition.tailoring, audiences=frozenset(known[edition.content])),
        )
        for edition in editions
    )


def _check_names(names: Iterable[Typed], findings: list[Diagnostic]) -> None:
    """Find names that are one file where capitals don't count, as on macOS and Windows."""
    known: dict[str, Typed] = {}
    for name in names:
        other = known.setdefault(name.lower(), name)
        if other is not name:
            message = f"`{name}.pdf` and `{other}.pdf` are the same file on many machines"
            hint = "names must differ by more than case"
            findings.append(Diagnostic(Code.EDITION_NAME, message, name.span, hint))


def _check_files(
    named: Mapping[Typed, Value], editions: Iterable[Edition], findings: list[Diagnostic]
) -> None:
    """Find a name of a file that another edition has: one would take the place of the other."""
    # Editions without a `file` come first, so that a clash is reported where a `file` is given.
    known: dict[str, str] = {}
    for edition in sorted(editions, key=lambda edition: bool(edition.file)):
        other = known.setdefault(edition.stem.lower(), edition.name)
        keys = next(keys for name, keys in named.items() if name == edition.name)
        given = keys.value("file") if isinstance(keys, TypedMapping) else None
        if other != edition.name and given:
            message = f"`{edition.stem}.pdf` is the file of the edition `{other}` too"
            hint = "give each edition a file of its own"
            findings.append(Diagnostic(Code.EDITION_NAME, message, given.span, hint))


def _edition(name: Typed, value: Value, folder: Path, findings: list[Diagnostic]) -> Edition | None:
    if isinstance(value, TypedList) and len(value) != 1:
        message = f"the edition {cited(name)} is a list"
        hint = "write its keys, as `{audience: ml}`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span, hint))
        return None
    keys = value if isinstance(value, TypedMapping) else _without_key(name, value, findings)
    if not NAME.fullmatch(name):
        findings.append(
            Diagnostic(
                Code.EDITION_NAME,
                f"`{name}` can't be the name of a PDF",
                name.span,
                "a name consists of ASCII letters, digits, - and _; some are reserved by Windows",
            )
        )
    given = given_keys("an edition", keys, KEYS, _SYNONYMS, findings)
    content = _content(name, given["content"], folder, findings) if "content" in given else None
    if "content" not in given and "extends" not in given:  # its errors are reported
        findings.append(
            Diagnostic(
                Code.KEY_MISSING,
                f"the edition {cited(name)} has no `content`",
                name.span,
                f"add `content: {_example(folder, name)}`, a file beside this one",
            )
        )
    looks = read_looks(given.get("theme"), given.get("design"), folder, findings)
    pages, fill = read_pages(given.get("pages"), findings)
    warn = _warn(given.get("warn"), findings)
    public = read_flag("public", given, findings, default=False)
    tailored = replace(
        read_tailoring(given, findings), strict=public and Code.HIDDEN_PRINTED not in warn
    )
    # What somebody keeps off the web is in no public PDF unless they ask for it.
    private = read_flag("private", given, findings, default=not public)
    if public and tailored.notes:
        message = f"the public edition {cited(name)} prints your notes"
        hint = "remove `notes: true` or `public: true`, or write `notes: false`"
        findings.append(Diagnostic(Code.EDITION_NOTES, message, given["notes"].span, hint))
    file = _file(given.get("file"), findings)
    outputs = read_outputs(given.get("outputs"), findings)
    if content is None:
        return None
    if is_letter(content) and JSON in outputs:
        message = f"`{JSON}` is left out of {cited(name)}: JSON Resume has no letters"
        hint = "give the edition `outputs` of its own"
        findings.append(Diagnostic(Code.EXPORT_LEFT_OUT, message, given["outputs"].span, hint))
        outputs = tuple(name for name in outputs if name != JSON) or DEFAULT
    limited = given.get("pages")
    place = limited.span if limited else name.span
    return Edition(
        *(str(name), content, looks, pages, place, warn, fill, tailored),
        private=private,
        public=public,
        file=file,
        outputs=outputs,
    )


def _without_key(name: Typed, value: Value, findings: list[Diagnostic]) -> TypedMapping:
    """Return the keys that are meant by a file's name alone, which is no edition."""
    files = value if isinstance(value, TypedList) and len(value) == 1 else [value]
    file = files[0]
    if isinstance(value, Empty) or not isinstance(file, Typed):
        return TypedMapping({}, name.span)
    findings.append(
        Diagnostic(
            Code.KEY_MISSING,
            f"the edition {cited(name)} has no `content`",
            value.span,
            f"write `{name}: {{content: {file}}}`",
        )
    )
    return TypedMapping({Typed("content", file.span): file}, value.span)


def _content(name: Typed, given: Value, folder: Path, findings: list[Diagnostic]) -> Path | None:
    if not isinstance(given, Typed):
        message, hint = (
            "`content` is the name of a file",
            f"as in `content: {_example(folder, name)}`",
        )
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
        return None
    path = folder / given
    if not _is_file(path):
        there = ", ".join(f"`{name}`" for name in _contents(folder)[:_NAMED_MAX])
        hint = (
            f"write it, or name one that is here: {there}" if there else "write it, or name another"
        )
        # `Path.exists` raises an error for a name that is too long.
        is_there = os.path.exists(path)  # noqa: PTH110
        message = f"`{path}` is not a file" if is_there else f"there is no file `{path}`"
        findings.append(Diagnostic(Code.FILE_MISSING, message, given.span, hint))
        return None
    if path.suffix.lower() not in ENDINGS:
        message = f"{cited(given)} is not read: the name of a content file ends in .yaml or .json"
        findings.append(
            Diagnostic(Code.FILE_OUTSIDE, message, given.span, "if it is one, rename it")
        )
        return None
    if not is_inside(path, folder):
        message = f"{cited(given)} is not read: it is outside the project"
        hint = f"move it there; {OUTSIDE}=1 in the environment allows another place"
        findings.append(Diagnostic(Code.FILE_OUTSIDE, message, given.span, hint))
        return None
    # In one spelling, so that what is found in a file stands under one name.
    return Path(os.path.normpath(path))


def _contents(folder: Path) -> list[str]:
    """Return the names of the content files that there may be in a folder."""
    names = (path.name for end in ("yaml", "yml", "json") for path in folder.glob(f"*.{end}"))
    return sorted(name for name in names if name not in ("editions.yaml", "private.yaml"))


def _example(folder: Path, name: str) -> str:
    """Return the content file that an edition is likely to be of."""
    names = _contents(folder)
    likely = f"resume.{name}.yaml"
    return next(iter(difflib.get_close_matches(likely, names, n=1, cutoff=0.4)), likely)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the file system
        return False


def _file(given: Value | None, findings: list[Diagnostic]) -> str:
    """Return the name that the PDF is to have, without its ending."""
    if given is None:
        return ""
    name = given.removesuffix(".pdf") if isinstance(given, Typed) else ""
    if FILE.fullmatch(name):
        return name
    message, hint = "`file` is the name of the PDF, without a folder", "as in `file: Ada Sample CV`"
    if isinstance(given, Typed):
        message = f"{cited(given)} can't be the name of a PDF"
        hint = "it consists of letters, digits, spaces and - _ . ( ), in no folder"
    findings.append(Diagnostic(Code.EDITION_NAME, message, given.span, hint))
    return ""


def _warn(given: Value | None, findings: list[Diagnostic]) -> frozenset[Code]:
    """Return the checks that an edition wants to be warned by only."""
    if given is None:
        return frozenset()
    if not isinstance(given, TypedList):
        message, hint = "`warn` is a list of checks", "as in `warn: [page-sparse]`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
        return frozenset()
    known = {code.value: code for code in TOLERABLE}
    wanted = set()
    for code in given:
        if isinstance(code, Typed) and code in known:
            wanted.add(known[code])
            continue
        if isinstance(code, Typed) and str(code) in set(Code):
            message, hint = (
                f"{cited(code)} can't be turned into a warning",
                "it is not a check of the finished PDF",
            )
            findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, code.span, hint))
            continue
        close = difflib.get_close_matches(code, known, n=1) if isinstance(code, Typed) else []
        hint = f"did you mean `{close[0]}`?" if close else "`cvtex docs verify` lists them"
        what = f"check {cited(code)}" if isinstance(code, Typed) else "such check"
        fixes = (
            instead_of(code, close[0], certain=False) if isinstance(code, Typed) and close else ()
        )
        message = f"there is no {what}"
        findings.append(Diagnostic(Code.VALUE_UNKNOWN, message, code.span, hint, fixes=fixes))
    return frozenset(wanted)
