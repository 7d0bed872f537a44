"""Where an address leads: to a URL, or nowhere, with a finding."""

from __future__ import annotations

import json

import pytest

from .conftest import Build, Check
from .printed import links_in

HEAD = "language: en\nname: Ada Sample\n"


# Every key that holds an address, with `URL` in its place.
ADDRESSES = [
    "contacts: [{url: URL}]",
    "contacts: [{profile: {network: N, username: U, url: URL}}]",
    "sections: [{type: education, entries: [{institution: S, url: URL}]}]",
    "sections: [{type: experience, entries: [{name: S, url: URL}]}]",
    "sections: [{type: projects, entries: [{name: S, url: URL}]}]",
    "sections: [{type: volunteering, entries: [{organization: S, url: URL}]}]",
    "sections: [{type: awards, entries: [{title: S, url: URL}]}]",
    "sections: [{type: certificates, entries: [{name: S, url: URL}]}]",
    "sections: [{type: publications, entries: [{kind: book, authors: [A], title: S, url: URL}]}]",
    "sections: [{type: publications, entries: [{kind: online, authors: [A], title: S, url: URL}]}]",
    "summary: 'see [*this*](URL) or that'",
    "headline: '**[this](URL)**'",
    "sections: [{type: list, title: T, entries: [{text: S, highlights: ['[this](URL)']}]}]",
]


def _with(template: str, url: str) -> str:
    source = f"{HEAD}{template.replace('URL', url)}\n"
    return source if "sections:" in source else f"{source}sections: []\n"


@pytest.mark.parametrize("template", ADDRESSES)
def test_address(build: Build, template: str) -> None:
    """Every address leads somewhere."""
    document = build(_with(template, "https://example.org/a"))

    assert [link.url for leaf in document.leaves() for link in links_in(leaf.content)] == [
        "https://example.org/a"
    ]


@pytest.mark.parametrize("template", ADDRESSES)
def test_link_scheme(check: Check, template: str) -> None:
    """An address that runs a program is a finding where it was typed, and no link is made of it."""
    built = check(_with(template, "javascript:alert`1`"))
    (finding,) = built.diagnostics
    assert built.value is not None
    assert not built.ok

    assert finding.code == "link-scheme"
    assert finding.span is not None
    assert finding.span.line == 3
    assert not any(
        links_in(leaf.content) for leaf in built.value.leaves() if list(links_in(leaf.content))
    )


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://EXAMPLE.ORG/", "HTTP://EXAMPLE.ORG/"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("tel:+15550100", "tel:+15550100"),
        (" https://example.org ", "https://example.org"),
        ("http://[::1]/", "http://[::1]/"),
        (
            "https://example.org/\\input{x}^^41%~_$",
            "https://example.org/%5Cinput%7Bx%7D%5E%5E41%25~_$",
        ),
    ],
)
def test_target(check: Check, url: str, target: str) -> None:
    """A link is http, https, mailto or tel, and what stands in it is encoded as a URL."""
    entry = f"{{name: S, url: {json.dumps(url)}}}"
    built = check(f"{HEAD}sections: [{{type: projects, entries: [{entry}]}}]\n")
    assert built.value is not None
    assert built.ok

    assert [link.url for leaf in built.value.leaves() for link in links_in(leaf.content)] == [
        target
    ]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("JavaScript:alert(1)", "link-scheme"),
        ("data:text/html,x", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("ftp://example.org", "link-scheme"),
        ("//example.org", "url-invalid"),
        ("example.org", "url-invalid"),
        ("example.org:80", "url-invalid"),
        ("http://[x", "url-invalid"),
        (":", "url-invalid"),
        ("java\nscript:x", "url-invalid"),
        ("ht\ntps://example.org", "url-invalid"),
        ("httpsx://example.org", "link-scheme"),
    ],
)
def test_no_target(check: Check, url: str, code: str) -> None:
    """What is no URL, or none that a résumé may link to, is an error, and leads nowhere."""
    entry = f"{{name: S, url: {json.dumps(url)}}}"
    built = check(f"{HEAD}sections: [{{type: projects, entries: [{entry}]}}]\n")

    assert [finding.code for finding in built.diagnostics] == [code]
    assert not built.ok


def test_places_of_targets(check: Check) -> None:
    """A wrong target in a text is shown by itself, in its own line and paragraph."""
    source = f"""{HEAD}summary: |
  See [this](https://example.org) first.

  Then [*that*](example.org/that), or
  [those](file:///etc/passwd).
sections: []
"""
    spans = [finding.span for finding in check(source).diagnostics]

    assert [(span.line, span.column, span.length) for span in spans if span] == [
        (6, 17, 16),
        (7, 11, 18),
    ]


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("projects", "name: 'a [b](tel:1) c', url: tel:2"),
        ("projects", "name: '**a [b](tel:1)**', url: tel:2"),
        ("publications", "kind: book, authors: [A], title: '[b](tel:1)', url: tel:2"),
    ],
)
def test_link_in_a_link(check: Check, kind: str, entry: str) -> None:
    """A text that is a link with a link in it is a finding: a PDF could not tell them apart."""
    built = check(f"{HEAD}sections: [{{type: {kind}, entries: [{{{entry}}}]}}]\n")
    assert built.value is not None
    links = [link.url for leaf in built.value.leaves() for link in links_in(leaf.content)]

    assert [finding.code for finding in built.diagnostics] == ["link-nested"]
    assert links == ["tel:1"]
