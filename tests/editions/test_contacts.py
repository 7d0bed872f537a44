"""Contacts: their labels, texts and addresses, in the order that they were typed in."""

from __future__ import annotations

import pytest

from cvtex.diagnostics import Severity

from .conftest import Build, Check
from .printed import links_in

HEAD = "language: en\nname: Ada Sample\n"


CHINESE = "language: zh\nname: 张样例\n"


@pytest.mark.parametrize(
    ("keys", "label", "text", "url"),
    [
        ("phone: +1 (202) 555-0143, label: Home", "Home", "+1 202-555-0143", "tel:+12025550143"),
        ("email: ada@example.org", None, "ada@example.org", "mailto:ada@example.org"),
        (
            "phone: +44 20 7946 0958 ext. 05",
            None,
            "+44 20 7946 0958 ext. 05",
            "tel:+442079460958;ext=05",
        ),
        ("phone: +44 (0)20 7946 0958", None, "+44 20 7946 0958", "tel:+442079460958"),
        ("email: 'a+b%c@example.org'", None, "a+b%c@example.org", "mailto:a+b%25c@example.org"),
        ("email: 'a#b@example.org'", None, "a#b@example.org", "mailto:a%23b@example.org"),
        (
            "email: 'a?b&c/d@example.org'",
            None,
            "a?b&c/d@example.org",
            "mailto:a%3Fb%26c%2Fd@example.org",
        ),
        ("url: https://www.example.org/", None, "example.org", "https://www.example.org/"),
        ("url: http://example.org/a_b/", None, "example.org/a_b", "http://example.org/a_b/"),
        (
            "url: https://example.org/样例",
            None,
            "example.org/样例",
            "https://example.org/%E6%A0%B7%E4%BE%8B",
        ),
        ("url: https://example.org/%20?a=b&c#d", None, "example.org/%20?a=b&c#d", ...),
        ("address: '7 *Long* Lane', label: Post", "Post", "7 Long Lane", None),
        (
            "profile: {network: github, username: ada_s}",
            "github",
            "ada_s",
            "https://github.com/ada_s",
        ),
        ("profile: {network: X, username: '@ada'}", "X", "@ada", "https://x.com/ada"),
        (
            "profile: {network: LinkedIn, username: in/ada-s}",
            "LinkedIn",
            "in/ada-s",
            "https://www.linkedin.com/in/ada-s",
        ),
        (
            "profile: {network: LinkedIn, username: 'https://linkedin.com/in/ada-s/'}",
            "LinkedIn",
            "linkedin.com/in/ada-s",
            "https://www.linkedin.com/in/ada-s",
        ),
        (
            "profile: {network: GitHub, username: github.com/ada}",
            "GitHub",
            "github.com/ada",
            "https://github.com/ada",
        ),
        (
            "profile: {network: LinkedIn, username: 'https://zh.linkedin.com/in/ada?x=1'}",
            "LinkedIn",
            "zh.linkedin.com/in/ada?x=1",
            "https://zh.linkedin.com/in/ada?x=1",
        ),
        (
            "profile: {network: Chess, username: chess.example/member/ada}",
            "Chess",
            "chess.example/member/ada",
            "https://chess.example/member/ada",
        ),
        (
            "profile: {network: Mastodon, username: '@ada@example.org'}",
            "Mastodon",
            "@ada@example.org",
            "https://example.org/@ada",
        ),
        (
            "profile: {network: 知乎, username: ada-s}",
            "知乎",
            "ada-s",
            "https://www.zhihu.com/people/ada-s",
        ),
        ("profile: {network: WeChat, username: ada}", "WeChat", "ada", None),
        (
            "profile: {network: GitHub, username: ada, url: https://example.org/ada}",
            "GitHub",
            "ada",
            "https://example.org/ada",
        ),
        ("profile: {network: Chess, username: '*a*'}, label: Code", "Code", "*a*", None),
    ],
)
def test_contacts(
    build: Build, keys: str, label: str | None, text: str, url: str | object | None
) -> None:
    """A contact has a label, if any, its text, and where that leads."""
    (contact,) = build(f"{HEAD}contacts: [{{{keys}}}]\nsections: []\n").contacts
    links = [link.url for link in links_in(contact.value.content)]

    assert (contact.label.text if contact.label else None) == label
    assert contact.value.text == text
    assert links == ([f"https://{text}"] if url is ... else [url] if url else [])


@pytest.mark.parametrize(
    ("number", "target"), [("call me", None), ("555 0143", "tel:5550143"), ("+1 555", "tel:+1555")]
)
def test_unknown_phone(check: Check, number: str, target: str | None) -> None:
    """A telephone number of no numbering plan is printed as typed, and reported."""
    built = check(f"{HEAD}contacts: [{{phone: {number}}}]\nsections: []\n")
    assert built.value is not None
    shown = built.value.contacts[0].value

    assert shown.text == number
    assert [link.url for link in links_in(shown.content)] == ([target] if target else [])
    assert [(one.code, one.severity) for one in built.diagnostics] == [
        ("phone-unknown", Severity.WARNING)
    ]


def test_contacts_keep_their_order(build: Build) -> None:
    """Contacts stand in the order that they were typed in, several of a kind too."""
    source = (
        "contacts: [{phone: +44 20 7946 0958}, {email: a@example.org}, {phone: +1 202 555 0143}]\n"
        "sections: []\n"
    )

    assert [contact.value.text for contact in build(HEAD + source).contacts] == [
        "+44 20 7946 0958",
        "a@example.org",
        "+1 202-555-0143",
    ]


def test_labels_of_contacts(build: Build) -> None:
    """A label that several contacts in a row have stands once, before the first of them."""
    source = (
        "contacts: [{phone: +44 20 7946 0958, label: Mill}, {email: a@example.org, label: Mill},"
        " {phone: +1 202 555 0143, label: Home}, {email: b@example.org, label: Mill}]\n"
        "sections: []\n"
    )
    labels = [contact.label and contact.label.text for contact in build(HEAD + source).contacts]

    assert labels == ["Mill", None, "Home", "Mill"]
