"""Validates e-mail addresses, URLs and DOIs offline, and suggests corrections."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote, unquote

from cvtex.diagnostics.codes import Code
from cvtex.source.typed import cited

SCHEMES = ("https", "http", "mailto", "tel")
"""The schemes of links; another could run a program."""

# RFC 3986, section 3.1.
_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
# The parts of a URL that people leave out.
_UNSHOWN = re.compile(r"^(?:https?://(?:www\.)?|mailto:)|/$", re.IGNORECASE)
_AUTHORITY = re.compile(r"https?://(?P<host>[^/?#:\[\]]+)", re.IGNORECASE)
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# RFC 3986, 2.2 and 2.3, and the percent sign.
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~"
# Misspelled schemes such as `http//`, `https:/` and `htps://`.
_MISSPELLED = re.compile(r"(?:h?t{1,3}ps?s?\s*[:/\\]+\s*|//)+", re.IGNORECASE)
# RFC 1123, section 2.1, and the underscore, which some hosts have.
_LABEL = re.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# Common valid addresses (RFC 5321, 4.1.2), matched without loading the library (30 ms).
_PLAIN_EMAIL = re.compile(
    r"(?=.{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}",
    re.ASCII | re.IGNORECASE,
)
# ANSI/NISO Z39.84, with the prefix as in Crossref's DOIs.
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.ASCII)

# Full-width forms and the ideographic full stop, typed with a Chinese keyboard.
_HALF_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)} | {0x3002: "."}

# RFC 5321, 4.5.3.1: 64 characters before the @ and 255 after it.
_EMAIL_MAX = 320
# RFC 9110, 4.1: programs accept at least as many.
_URL_MAX = 8000

_WRITE_EMAIL = "write name@host, as ada@example.org"
_WRITE_HOST = "a valid host contains a dot, as in https://example.org"
_WRITE_DOI = "a DOI begins with 10., as in 10.5555/sample.1"
_WRITE_URL = "a link begins with https://, http://, mailto: or tel:"


class AddressError(ValueError):
    """An invalid address: the reason, a hint, and the likely `correction` or ''."""

    def __init__(
        self, reason: str, hint: str, code: Code = Code.URL_INVALID, correction: str = ""
    ) -> None:
        """Create an error."""
        super().__init__(reason)
        self.hint = hint
        self.code = code
        self.correction = correction


def require_email(typed: str) -> None:
    """Raise AddressError for an invalid e-mail address."""
    if len(typed) > _EMAIL_MAX:
        reason = f"{cited(typed)} is longer than any e-mail address"
        raise AddressError(reason, _WRITE_EMAIL, Code.EMAIL_INVALID)
    text = typed.translate(_HALF_WIDTH)
    # The library takes a full-width mark for a letter, as in 邮箱：ada@example.org.
    if _is_email(typed.strip()) and text == typed:
        return
    text = _printable(text)
    bare = re.sub(r"^\s*mailto:|[<>()\[\]]|[\s.,;]+$", "", text, flags=re.IGNORECASE)
    spoken = re.sub(r"\s*[(\[]at[)\]]\s*|\s+at\s+", "@", text, flags=re.IGNORECASE)
    apart = re.findall(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+", text)
    right = _first(_is_email, [bare, *apart, "".join(text.split()), spoken])
    why = "" if typed.isprintable() else ": it contains an invisible character"
    raise AddressError(
        f"{cited(typed)} is not an e-mail address{why}",
        f"write {right}" if right else _WRITE_EMAIL,
        Code.EMAIL_INVALID,
        right,
    )


def require_url(typed: str) -> None:
    """Raise AddressError for an invalid URL, or one with a scheme that is not allowed."""
    text = typed.strip()
    if len(text) > _URL_MAX:
        raise AddressError(f"{cited(text)} is longer than any URL", _WRITE_URL)
    fault = _fault(text)
    if not fault:
        return
    right = _first(lambda guess: not _fault(guess), _guesses(text))
    scheme = _scheme(text)
    hint = _WRITE_HOST if scheme in {"http", "https"} else _WRITE_URL
    forbidden = scheme and scheme not in SCHEMES and not right
    raise AddressError(
        f"{cited(text)} {fault}",
        f"write {right}" if right else hint,
        Code.LINK_SCHEME if forbidden else Code.URL_INVALID,
        right,
    )


def to_uri(url: str) -> str:
    """Return a URL in ASCII: the host in IDNA, the rest percent-encoded (RFC 3987, 3.1).

    A percent sign without a code is literal, as is a number sign in mailto, where nothing has
    fragments (RFC 6068, section 2). An invalid host is not changed.
    """
    text = url.strip()
    if _scheme(text) == "mailto":
        text = text.replace("#", "%23")
    authority = _AUTHORITY.match(text)
    if authority and not authority["host"].isascii():
        from pydantic_core import Url  # noqa: PLC0415 - few hosts have such letters

        with contextlib.suppress(ValueError):
            host = Url(f"https://{authority['host']}").host
            text = f"{text[: authority.start('host')]}{host}{text[authority.end('host') :]}"
    return quote(_BARE_PERCENT.sub("%25", text), safe=_URI_SAFE)


def is_shown(uri: str, text: str) -> bool:
    """Return whether the text of a link is its address.

    The scheme, `www.` and a final `/` may be missing; the digits of a phone number may be grouped.
    """
    if uri.startswith("tel:"):
        return _digits(uri) == _digits(text)
    return _bare(uri) in {_bare(text), _bare(to_uri(f"https://{text}"))}


def _digits(text: str) -> str:
    return "".join(char for char in text if char in "+0123456789")


def _bare(address: str) -> str:
    return unquote(_UNSHOWN.sub("", address.strip()))


def require_doi(typed: str) -> None:
    """Raise AddressError for an invalid DOI."""
    text = typed.strip()
    if len(text) > _URL_MAX:  # a DOI is printed as a link to doi.org
        raise AddressError(f"{cited(text)} is longer than any DOI", _WRITE_DOI)
    if _DOI.fullmatch(text):
        return
    found = _DOI.search(text)
    hint = f"write {found[1]}" if found else _WRITE_DOI
    raise AddressError(f"{cited(typed)} is not a DOI", hint)


@lru_cache(maxsize=1024)
def _is_email(text: str) -> bool:
    if _PLAIN_EMAIL.fullmatch(text):
        return True
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 30 ms

    host = text.rpartition("@")[2].lower()
    if "." not in host and host not in ("localhost", "test"):
        return False
    try:
        # The library refuses special hosts such as localhost or example (RFC 6761), but only the
        # syntax matters here; a subdomain is never special.
        validate_email(f"{text}.org", check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _scheme(text: str) -> str:
    """Return the scheme of a URL in lower case, or ''; example.org:80 has none."""
    match = _SCHEME.match(text)
    return match[1].lower() if match and "." not in match[1] else ""


def _fault(text: str) -> str:
    """Return what is wrong with a URL, as the predicate of a sentence, or ''."""
    scheme = _scheme(text)
    if not scheme:
        why = (
            "the scheme is missing" if text.isprintable() else "it contains an invisible character"
        )
        return f"is not a URL: {why}"
    if scheme not in SCHEMES:
        return "is not an address that a résumé may link to"
    if " " in text or not text.isprintable():
        return "is not a URL: it contains a space or an invisible character"
    rest = text[len(scheme) + 1 :]
    if scheme == "tel":
        return "" if re.search(r"\d", rest) else "is not a telephone number"
    if scheme == "mailto":
        addresses = unquote(rest.partition("?")[0]).split(",")
        return "" if all(map(_is_email, addresses)) else "is not an e-mail address"
    return _host_fault(text, rest)


def _host_fault(text: str, rest: str) -> str:
    from pydantic_core import Url  # noqa: PLC0415 - where there is no URL, it is not needed

    if not re.match("//[^/?#]", rest):
        return "has no host"
    try:
        url = Url(text)  # as browsers read it: WHATWG URL, with IDNA
    except ValueError:
        return "has an invalid host"
    if url.username or url.password or "@" in rest[2:].split("/", maxsplit=1)[0]:
        return "has a user name before its host"
    host = (url.host or "").removesuffix(".")
    labels = host.split(".")
    if host.startswith("[") or host == "localhost":
        return ""
    right = len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    return "" if right else "has an invalid host"


def _guesses(text: str) -> Iterator[str]:
    """Yield possible corrections of a URL, the most likely first."""
    plain = _printable(text.translate(_HALF_WIDTH)).strip()
    scheme = _scheme(plain)
    if scheme in ("mailto", "tel"):
        yield plain.replace(" ", "")
        return
    if _is_email(plain):
        yield f"mailto:{plain}"
    plain = plain.replace(" ", "%20")
    yield plain
    yield re.sub("^(https?://)[^/]*@", r"\1", plain)
    if not scheme or _MISSPELLED.match(plain):
        yield f"https://{_MISSPELLED.sub('', plain, count=1)}"
    if not scheme:
        yield from re.findall(r"https?://[^\s<>()\[\]]+", text)


def _printable(text: str) -> str:
    """Return a text without invisible characters and line ends."""
    return "".join(char for char in text if char.isprintable())


def _first(right: Callable[[str], bool], guesses: Iterable[str]) -> str:
    return next(filter(right, guesses), "")
