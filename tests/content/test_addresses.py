"""E-mail addresses, URLs and DOIs: whether they have the form of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.codes import Code
from cvtex.content.addresses import AddressError, require_doi, require_email, require_url


@pytest.mark.parametrize(
    "typed",
    [
        *("ada@example.org", "a+b%c@example.org", "ada.sample@mail.example.co.uk", " ada@x.org "),
        *("张样例@example.org", "ada@例子.中国", "ada@localhost", "ada@host.test", "o'neill@x.org"),
    ],
)
def test_email(typed: str) -> None:
    """What has the form of an e-mail address is taken, of any script and of any host."""
    require_email(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("ada at example.org", "write ada@example.org"),
        ("ada@example", "write name@host"),
        ("ada", "write name@host"),
        ("mailto:ada@example.org", "write ada@example.org"),
        ("<ada@example.org>", "write ada@example.org"),
        ("Ada <ada@example.org>", "write ada@example.org"),
        ("ada@example.org.", "write ada@example.org"),
        ("ada @example.org", "write ada@example.org"),
        ("ada＠example.org", "write ada@example.org"),
        ("ada@@example.org", "write name@host"),
        ("ada@exa mple.org", "write ada@example.org"),
    ],
)
def test_no_email(typed: str, hint: str) -> None:
    """What has not is refused, with the address that was meant where that is plain."""
    with pytest.raises(AddressError, match="is not an e-mail address") as caught:
        require_email(typed)

    assert caught.value.code == Code.EMAIL_INVALID
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    "typed",
    [
        *("https://example.org", "http://example.org/a_b?c=d#e", "HTTPS://EXAMPLE.ORG"),
        *("https://例子.中国/样例", "http://[::1]/", "http://127.0.0.1:8000", "https://localhost"),
        *("https://example.org:8443/x", "mailto:ada@example.org", "tel:+442079460958"),
        *("https://example.org/100%", "https://example.org/{x}", "https://a_b.example.org"),
    ],
)
def test_url(typed: str) -> None:
    """What has the form of a URL that a résumé may link to is taken."""
    require_url(typed)


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("example.org/me", Code.URL_INVALID, "write https://example.org/me"),
        ("www.example.org", Code.URL_INVALID, "write https://www.example.org"),
        ("//example.org", Code.URL_INVALID, "write https://example.org"),
        ("https:/example.org", Code.URL_INVALID, "write https://example.org"),
        ("http//example.org", Code.URL_INVALID, "write https://example.org"),
        ("https://example.org/a b", Code.URL_INVALID, "write https://example.org/a%20b"),
        ("https：//example.org", Code.URL_INVALID, "write https://example.org"),
        ("ada@example.org", Code.URL_INVALID, "write mailto:ada@example.org"),
        ("https://ada@example.org", Code.URL_INVALID, "write https://example.org"),
        ("https://", Code.URL_INVALID, "a link begins with"),
        ("https://example", Code.URL_INVALID, "a link begins with"),
        ("http://[x", Code.URL_INVALID, "a link begins with"),
        ("tel:ada", Code.URL_INVALID, "a link begins with"),
        ("javascript:alert(1)", Code.LINK_SCHEME, "a link begins with"),
        ("file:///etc/passwd", Code.LINK_SCHEME, "a link begins with"),
        ("ftp://example.org", Code.LINK_SCHEME, "a link begins with"),
    ],
)
def test_no_url(typed: str, code: Code, hint: str) -> None:
    """What has not is refused, with the URL that was meant where that is plain."""
    with pytest.raises(AddressError) as caught:
        require_url(typed)

    assert caught.value.code == code
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("typed", ["10.5555/sample.1", "https://doi.org/10.5555/sample.1"])
def test_doi(typed: str) -> None:
    """A DOI is the number alone, or the address of its page."""
    require_doi(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("doi:10.5555/sample.1", "write 10.5555/sample.1"),
        ("sample.1", "a DOI begins with 10."),
    ],
)
def test_no_doi(typed: str, hint: str) -> None:
    """What is none is refused, with the number in it if there is one."""
    with pytest.raises(AddressError, match="is not a DOI") as caught:
        require_doi(typed)

    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("require", [require_email, require_url, require_doi])
@given(typed=st.text() | st.text("htps:/@.aé%[]#?0 ", max_size=30))
def test_any_text(require: Callable[[str], None], typed: str) -> None:
    """Any text is taken or refused with a hint: never another error."""
    refused: list[AddressError] = []
    try:
        require(typed)
    except AddressError as error:
        refused.append(error)

    assert all(str(error) and error.hint for error in refused)
