"""An e-mail address, a URL and a DOI have their form, or are told which was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.schema.addresses import AddressError, require_doi, require_email, require_url, to_uri

ADA = "write ada@example.org"
EMAIL = "write name@host, as ada@example.org"
SITE = "write https://example.org"
HOST = "a valid host contains a dot, as in https://example.org"
SCHEMES = "a link begins with https://, http://, mailto: or tel:"
DOI = "a DOI begins with 10., as in 10.5555/sample.1"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ada@example.org",
            " ada@example.org ",
            "a+b%c@example.org",
            "ada.sample@a.b.example.org",
        ),
        *(
            "ADA@EXAMPLE.ORG",
            "张@例子.中国",
            "ada@例子.中国",
            "ada@localhost",
            "o'neil@example.org",
        ),
    ],
)
def test_email(typed: str) -> None:
    """What has the form of an e-mail address is taken, in any script (RFC 6531)."""
    require_email(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *[
            (typed, ADA)
            for typed in (
                *("mailto:ada@example.org", "<ada@example.org>", "Ada <ada@example.org>"),
                *(
                    "ada@example.org.",
                    "ada at example.org",
                    "ada(at)example.org",
                    "ada ＠example.org",
                ),
                *(
                    "ada [at] example.org",
                    "ada＠example.org",
                    "ada@example。org",
                    "ada@ example.org",
                ),
                *(
                    "ada@example.org, bob@example.org",
                    "邮箱：ada@example.org",
                    "邮箱: ada@example.org",
                ),
            )
        ],
        *[
            (typed, EMAIL)
            for typed in (
                *("ada", "@ada", "ada@", "ada@example", "ada@@example.org", "ada@example..org"),
                *("ada.@example.org", "ada@-example.org", "ada@example,org", "https://example.org"),
                *("ada#example.org", '"a b"@example.org'),
            )
        ],
    ],
)
def test_no_email(typed: str, hint: str) -> None:
    """What is not an e-mail address is refused, with the address that is in it, if one is."""
    with pytest.raises(AddressError, match="is not an e-mail address") as caught:
        require_email(typed)

    assert (caught.value.code, caught.value.hint) == ("email-invalid", hint)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "https://example.org",
            "http://example.org",
            "HTTPS://EXAMPLE.ORG",
            " https://example.org",
        ),
        *("https://例子.中国", "https://example.org/样例", "https://example.org/a_(b)?c=d&e#f"),
        *(
            "https://example.org:8080/",
            "https://a_b.example.org",
            "https://192.0.2.1",
            "https://[::1]/",
        ),
        *("https://localhost:8000", "mailto:ada@example.org", "mailto:ada@example.org?subject=Hi"),
        *("tel:+12025550143", "https://example.org/@ada"),
    ],
)
def test_url(typed: str) -> None:
    """What can be linked to is taken, whatever script it is in."""
    require_url(typed)


@pytest.mark.parametrize(
    ("typed", "fault", "hint"),
    [
        *[
            (typed, "is not a URL: the scheme is missing", SITE)
            for typed in (
                *("example.org", "//example.org", "http//example.org", "https：//example.org"),
                *("<https://example.org>", "[site](https://example.org)"),
            )
        ],
        ("www.example.org/a", "the scheme is missing", "write https://www.example.org/a"),
        ("example.org:80", "the scheme is missing", "write https://example.org:80"),
        ("ada@example.org", "the scheme is missing", "write mailto:ada@example.org"),
        ("example", "the scheme is missing", SCHEMES),
        ("见附件", "the scheme is missing", SCHEMES),
        *[
            (typed, "has no host", SITE)
            for typed in ("http:example.org", "http:/example.org", r"https:\\example.org")
        ],
        ("https://", "has no host", HOST),
        ("htps://example.org", "is not an address that a résumé may link to", SITE),
        ("https://https://example.org", "has an invalid host", SITE),
        ("https://example.org/a b", "it contains a space", "write https://example.org/a%20b"),
        ("https://example.org\u200b", "or an invisible character", SITE),
        ("https://exa mple.org", "it contains a space", HOST),
        ("https://ada@example.org", "has a user name before its host", SITE),
        *[
            (f"https://{host}", "has an invalid host", HOST)
            for host in ("example", "example..org", "-a.org", "[::1", "example.org:99999")
        ],
        ("mailto:ada", "is not an e-mail address", SCHEMES),
        ("tel:", "is not a telephone number", SCHEMES),
        ("tel:+1 202 555 0143", "it contains a space", "write tel:+12025550143"),
    ],
)
def test_no_url(typed: str, fault: str, hint: str) -> None:
    """What is no URL is refused, with the URL that was meant, if one can tell."""
    with pytest.raises(AddressError) as caught:
        require_url(typed)

    assert str(caught.value).startswith(f"`{typed}` ")
    assert fault in str(caught.value)
    assert (caught.value.code, caught.value.hint) == ("url-invalid", hint)


@pytest.mark.parametrize(
    "typed",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "data:text/html,x"),
        *("file:///etc/passwd", "ftp://example.org", "ssh://example.org"),
        "javascript:open('https://example.org')",
    ],
)
def test_scheme(typed: str) -> None:
    """A link that could run a program, or read a file, is refused as such."""
    with pytest.raises(AddressError, match="is not an address that a résumé may link to") as caught:
        require_url(typed)

    assert (caught.value.code, caught.value.hint) == ("link-scheme", SCHEMES)


@pytest.mark.parametrize(
    "typed",
    [
        *("10.5555/sample.1", " 10.5555/sample.1", "https://doi.org/10.5555/sample.1"),
        *("http://dx.doi.org/10.5555/sample.1", "10.5555/(a)<b>;c", "10.5555.7/a/b"),
    ],
)
def test_doi(typed: str) -> None:
    """A DOI is taken alone or as the URL of it."""
    require_doi(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *[
            (typed, "write 10.5555/sample.1")
            for typed in (
                "doi:10.5555/sample.1",
                "DOI 10.5555/sample.1",
                "doi.org/10.5555/sample.1",
            )
        ],
        *[(typed, DOI) for typed in ("10.5555", "10.5555/", "11.5555/x", "sample")],
    ],
)
def test_no_doi(typed: str, hint: str) -> None:
    """What is no DOI is refused, with the DOI that is in it, if one is."""
    with pytest.raises(AddressError, match="is not a DOI") as caught:
        require_doi(typed)

    assert (caught.value.code, caught.value.hint) == ("url-invalid", hint)


texts = st.text() | st.lists(
    st.sampled_from(
        [
            *(
                "https",
                "http",
                "mailto",
                "tel",
                "ftp",
                ":",
                "//",
                "/",
                "@",
                ".",
                "。",
                "：",
                " at ",
            ),
            *(
                "example",
                "org",
                "[",
                "]",
                "<",
                ">",
                "(",
                " ",
                "%",
                "%zz",
                "?",
                "#",
                "10.5555/",
                "1",
                "张",
            ),
            *("\x00", "\u200b", "\ud800", "xn--", ",", "\n", "٣"),
        ]
    ),
    max_size=9,
).map("".join)


@pytest.mark.parametrize("require", [require_email, require_url, require_doi])
@given(typed=texts)
def test_any_text(require: Callable[[str], None], typed: str) -> None:
    """Any text is taken or refused with a hint that is right: there is never another error."""
    hint = ""
    try:
        require(typed)
    except AddressError as error:
        hint = error.hint
    if hint.startswith("write ") and hint != EMAIL:
        require(hint.removeprefix("write "))


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://例子.测试/路径?q=1", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84?q=1"),
        ("HTTPS://exämple.org:8080/ü", "HTTPS://xn--exmple-cua.org:8080/%C3%BC"),
        ("https://example.org/a%20b?c=100%", "https://example.org/a%20b?c=100%25"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("mailto:a#b@example.org?subject=C#", "mailto:a%23b@example.org?subject=C%23"),
        ("https://example.org/#a", "https://example.org/#a"),
        ("mailto:张@例子.中国", "mailto:%E5%BC%A0@%E4%BE%8B%E5%AD%90.%E4%B8%AD%E5%9B%BD"),
    ],
)
def test_uri(url: str, uri: str) -> None:
    """A link is of ASCII: a host by IDNA, all else by percent signs."""
    assert to_uri(url) == uri
