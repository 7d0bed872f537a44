"""Takes sections and entries from other files: `include: jobs.yaml`, `source: papers.bib`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cvtex.content.bibliography.own_name import OwnName
from cvtex.content.letter_files import files_of, is_letter
from cvtex.diagnostics import Checked, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.file import BIBLIOGRAPHIES, read_source
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited
from cvtex.source.yaml import parse_yaml, read_yaml

INCLUDE = "include"
SOURCE = "source"

_KINDS = {INCLUDE: ("YAML", "publications.yaml"), SOURCE: ("BibTeX or JSON", "papers.bib")}
_YAML = frozenset({".yaml", ".yml"})

FILES_MAX = 100
"""The limit of files that a content file includes, counted each time."""

_LISTS = frozenset({"sections", "entries"})


def with_includes(read: Checked[Value], path: Path) -> Checked[Value]:
    """Return the value of a content file with the items of the files that it names.

    Each keeps its own place. A path begins in the folder of the file that names it.
    """
    if not isinstance(read.value, TypedMapping):
        return read
    from cvtex.content.likeness import is_part  # noqa: PLC0415 - heavy, and `doit` needs no check

    names = (read.value.value(key) for key in ("name", "name_latin"))
    person = OwnName(name for name in names if isinstance(name, Typed))
    files = _Files(path.parent, is_part, person)
    value = files.expanded(read.value, (path,))
    return Checked(value, (*read.diagnostics, *files.findings))


def included_files(content: Path) -> list[Path]:
    """Return the files that a content file names: includes, what these name, and bibliographies.

    For a letter, these are its résumé and the overlay of that. Every run of doit asks for them, so
    a file that is likely to include none is not parsed.
    """
    if is_letter(content):
        return files_of(content)
    text = read_source(content).value or ""
    words = text.lower()
    is_named = SOURCE in words and any(suffix in words for suffix in BIBLIOGRAPHIES)
    if INCLUDE not in text and not is_named and "\\" not in text:  # a key may have escapes
        return []
    files, value = _Files(content.parent), parse_yaml(text, content).value
    if value is not None:
        files.expanded(value, (content,))
    return [*dict.fromkeys(files.paths)]


def is_below(file: Path, folder: Path) -> bool:
    """Return whether a file is in a folder or below it, with links resolved."""
    return file.resolve().is_relative_to(folder.resolve())


def _texts(values: Value | None) -> list[Typed] | None:
    """Return the texts in a list, or None if there is none."""
    if not isinstance(values, TypedList):
        return None
    return [one for one in values if isinstance(one, Typed)]


class _Files:
    """The files that one content file includes, and the findings about them.

    Nothing is taken from a file that is not `accepted`, or from a bibliography without the name of
    the `person`.
    """

    def __init__(
        self,
        folder: Path,
        accepted: Callable[[Checked[Value], Path], bool] = lambda *_: True,
        person: OwnName | None = None,
    ) -> None:
        self.folder = folder
        self.accepted = accepted
        self.person = person
        self.findings: list[Diagnostic] = []
        self.paths: list[Path] = []
        self.read = 0

    def expanded(self, value: Value, chain: tuple[Path, ...]) -> Value:
        """Return a value with the items that it includes; `chain` are the files that led to it."""
        if not isinstance(value, TypedMapping):
            return value
        items = {
            key: self._list(inner, chain)
            if key in _LISTS and isinstance(inner, TypedList)
            else inner
            for key, inner in value.items()
        }
        made = TypedMapping(items, value.span)
        return self._with_source(made, chain) if SOURCE in made else made

    def _with_source(self, section: TypedMapping, chain: tuple[Path, ...]) -> TypedMapping:
        """Return a section of publications with those of its `source` after its own."""
        name, only = section.value(SOURCE), section.value("only")
        own = section.value("entries")
        if section.value("type") != "publications" or isinstance(name, Empty):
            return section
        path = self._path(SOURCE, name, chain, BIBLIOGRAPHIES)
        if path is None or name is None:
            return section
        self.paths.append(path)
        # The schema reports what is neither a list nor left out.
        if self.person is None or any(isinstance(one, str | dict) for one in (only, own)):
            return section
        from cvtex.content.bibliography.reading import read_bibliography  # noqa: PLC0415 - heavy

        read = read_bibliography(path, name.span, _texts(only), self.person)
        self.findings += read.diagnostics
        if not read.value:
            return section
        items = TypedList([*(own if isinstance(own, TypedList) else ()), *read.value], name.span)
        entries: dict[Typed, Value] = {Typed("entries", name.span): items}
        return TypedMapping(section.without(SOURCE, "only") | entries, section.span)

    def _list(self, values: TypedList, chain: tuple[Path, ...]) -> TypedList:
        items: list[Value] = []
        for value in values:
            if isinstance(value, TypedMapping) and INCLUDE in value:
                items += self._items(value, chain)
            else:
                items.append(self.expanded(value, chain))
        return TypedList(items, values.span, values.tag)

    def _items(self, item: TypedMapping, chain: tuple[Path, ...]) -> list[Value]:
        """Return the contents of an included file as items of a list."""
        for key in item:
            if key != INCLUDE:
                message = f"{cited(key)} can't stand beside `{INCLUDE}`"
                hint = "write it into the file that is included"
                self._found(Code.KEY_UNKNOWN, message, key.span, hint)
        name = item.value(INCLUDE)
        path = self._path(INCLUDE, name, chain, _YAML)
        if path is None or name is None:
            return []
        self.paths.append(path)
        read = read_yaml(path)
        if not self.accepted(read, path):
            message = "a file that is included is a section or an entry, or a list of them"
            hint = "check its keys: each section begins with `- type:`"
            self._found(Code.VALUE_TYPE, message, name.span, hint)
            return []
        self.findings += read.diagnostics
        match read.value:
            case TypedList() as values:
                return [*self._list(values, (*chain, path))]
            case TypedMapping() as value:
                return [*self._list(TypedList([value], value.span), (*chain, path))]
        return []

    def _path(
        self, key: str, name: Value | None, chain: tuple[Path, ...], suffixes: frozenset[str]
    ) -> Path | None:
        """Return the file that the value of a key names, if it may be read."""
        kind, example = _KINDS[key]
        if not isinstance(name, Typed) or not name.strip():
            span = name.span if name else Span(chain[-1])
            hint = f"as in `{key}: {example}`"
            self._found(Code.VALUE_TYPE, f"`{key}` is the name of a file", span, hint)
            return None
        path = chain[-1].parent / name.strip()
        self.read += 1
        try:
            inside = path.suffix.lower() in suffixes and is_below(path, self.folder)
            circular = path.resolve() in [one.resolve() for one in chain]
            there = path.is_file()
        except (OSError, RuntimeError, ValueError):  # a name that is too long, a loop of links
            inside, circular, there = True, False, False
        if not inside:
            message = (
                f"{cited(name)} is not read: it is not a {kind} file in the folder of the content"
            )
            hint = f"move it there, or into a folder below, with a name as `{example}`"
            self._found(Code.FILE_OUTSIDE, message, name.span, hint)
        elif circular:
            message = f"{cited(name)} includes itself"
            self._found(Code.INCLUDE_CIRCULAR, message, name.span, "remove one of the two")
        elif not there:
            message = f"there is no file `{path}`"
            self._found(Code.FILE_MISSING, message, name.span, "write it, or check the name")
        elif self.read > FILES_MAX:
            if self.read == FILES_MAX + 1:
                message = f"more than {FILES_MAX} files are included"
                self._found(Code.INCLUDE_CIRCULAR, message, name.span, "put some into one file")
        else:
            return path
        return None

    def _found(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.findings.append(Diagnostic(code, message, span, hint))
