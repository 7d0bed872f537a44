"""What is made of an edition: its PDF, and files in other formats."""

from __future__ import annotations

from functools import cache
from pkgutil import iter_modules

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.paths import PACKAGE
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import meanings
from cvtex.source.typed import Typed, TypedList, Value, cited

PDF, PNG, JSON = "pdf", "png", "json"

DEFAULT = (PDF,)
"""The outputs of an edition that names none."""

# What people call the formats.
_SYNONYMS = {
    **dict.fromkeys(("word", "doc", "msword"), ("docx",)),
    **dict.fromkeys(("markdown", "commonmark"), ("md",)),
    **dict.fromkeys(("text", "plain"), ("txt",)),
    **dict.fromkeys(("web", "webpage", "htm", "website"), ("html",)),
    **dict.fromkeys(("image", "images", "picture", "pictures", "card", "jpg"), (PNG,)),
    **dict.fromkeys(("json_resume", "jsonresume", "json-resume"), (JSON,)),
}


@cache
def known_outputs() -> tuple[str, ...]:
    """Return the names of all outputs: the PDF, the formats of writers, pictures, JSON Resume.

    A writer is a module of `writers/`; LaTeX is only a step to the PDF.
    """
    written = (module.name for module in iter_modules([str(PACKAGE / "writers")]))
    return (PDF, *(name for name in written if name != "tex"), PNG, JSON)


def read_outputs(given: Value | None, findings: list[Diagnostic]) -> tuple[str, ...]:
    """Return the outputs that an edition asks for; what is wrong is added to the findings.

    Pictures are drawn of the PDF, so they bring it along.
    """
    if given is None:
        return DEFAULT
    named = [*given] if isinstance(given, TypedList) else [given]
    found = dict[str, None]()
    for name in named:
        if isinstance(name, Typed) and name in known_outputs():
            found |= {PDF: None} if name == PNG else {}
            found[str(name)] = None
        else:
            findings.append(_unknown(name))
    if not named:
        message, hint = "an edition has at least one output", "as in `outputs: [pdf, docx]`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, hint))
    return tuple(name for name in known_outputs() if name in found) or DEFAULT


def _unknown(name: Value) -> Diagnostic:
    known = known_outputs()
    names = f"the outputs are {', '.join(known)}"
    if name == "tex":
        names, known = "`doit tex:en` writes the LaTeX source of an edition", ()
    if not isinstance(name, Typed):
        message = "`outputs` is a list of names"
        return Diagnostic(Code.VALUE_TYPE, message, name.span, names)
    typed = Typed(name.strip(" .").lower(), name.span)
    meant = [typed] if typed in known else [*meanings(typed, [*known], _SYNONYMS)]
    fixes = instead_of(name, meant[0], certain=len(meant) == 1) if meant else ()
    hint = f"did you mean `{meant[0]}`?" if meant else names
    message = f"there is no output {cited(name)}"
    return Diagnostic(Code.VALUE_UNKNOWN, message, name.span, hint, fixes=fixes)
