"""The pages of accounts at networks, for user names in the network's form."""

from __future__ import annotations

import re

# The user names of most networks.
_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_NUMBER = r"\d+"

# The names of a network, its own spelling first; its address; the form of its user names.
_NETWORKS: tuple[tuple[str, str, str], ...] = (
    ("GitHub", "https://github.com/{}", r"[\w-]+"),
    ("GitLab", "https://gitlab.com/{}", _WORD),
    ("Gitee|码云", "https://gitee.com/{}", _WORD),
    ("Bitbucket", "https://bitbucket.org/{}", _WORD),
    ("Codeberg", "https://codeberg.org/{}", _WORD),
    ("LinkedIn|领英", "https://www.linkedin.com/in/{}", r"[\w-]+(?:%[0-9A-Fa-f]{2}[\w-]*)*"),
    ("Xing", "https://www.xing.com/profile/{}", r"\w+"),
    ("X|Twitter|推特", "https://x.com/{}", r"\w{1,15}"),
    ("Bluesky", "https://bsky.app/profile/{}", r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    ("Facebook|脸书", "https://www.facebook.com/{}", _WORD),
    ("Instagram", "https://www.instagram.com/{}", r"[\w.]+"),
    ("Threads", "https://www.threads.net/@{}", r"[\w.]+"),
    ("Reddit", "https://www.reddit.com/user/{}", r"[\w-]+"),
    ("YouTube", "https://www.youtube.com/@{}", r"[\w.-]+"),
    ("Telegram", "https://t.me/{}", r"\w+"),
    ("WhatsApp", "https://wa.me/{}", _NUMBER),
    ("Medium", "https://medium.com/@{}", r"[\w.-]+"),
    ("DEV|dev.to", "https://dev.to/{}", r"\w+"),
    ("IMDb", "https://www.imdb.com/name/{}", r"nm\d+"),
    ("ORCID|ORCID iD", "https://orcid.org/{}", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
    ("Google Scholar|谷歌学术", "https://scholar.google.com/citations?user={}", r"[\w-]{12}"),
    ("ResearchGate", "https://www.researchgate.net/profile/{}", r"[A-Za-z0-9-]+"),
    ("Kaggle", "https://www.kaggle.com/{}", _WORD),
    ("Hugging Face", "https://huggingface.co/{}", _WORD),
    ("Stack Overflow", "https://stackoverflow.com/users/{}", r"\d+(?:/[\w-]+)?"),
    ("LeetCode", "https://leetcode.com/u/{}", r"[\w-]+"),
    ("力扣|LeetCode CN", "https://leetcode.cn/u/{}", r"[\w-]+"),
    ("Codeforces", "https://codeforces.com/profile/{}", r"[\w.-]+"),
    ("PyPI", "https://pypi.org/user/{}/", _WORD),
    ("npm", "https://www.npmjs.com/~{}", _WORD),
    ("Dribbble", "https://dribbble.com/{}", r"[\w-]+"),
    ("Behance", "https://www.behance.net/{}", r"[\w-]+"),
    ("Qiita", "https://qiita.com/{}", r"[\w-]+"),
    ("Zenn", "https://zenn.dev/{}", r"\w+"),
    ("知乎|Zhihu", "https://www.zhihu.com/people/{}", r"[\w-]+"),
    ("掘金|Juejin", "https://juejin.cn/user/{}", _NUMBER),
    ("CSDN", "https://blog.csdn.net/{}", _WORD),
    ("博客园|cnblogs", "https://www.cnblogs.com/{}", r"[\w-]+"),
    ("简书|Jianshu", "https://www.jianshu.com/u/{}", r"\w+"),
    ("哔哩哔哩|Bilibili|B站", "https://space.bilibili.com/{}", _NUMBER),
    ("微博|Weibo", "https://weibo.com/u/{}", _NUMBER),
    ("豆瓣|Douban", "https://www.douban.com/people/{}", r"[\w.-]+"),
    ("牛客|牛客网|Nowcoder", "https://www.nowcoder.com/users/{}", _NUMBER),
)

# A Mastodon user name has its server: @ada@mastodon.example.
_MASTODON = re.compile(r"@?(\w+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)

# A URL in place of a user name, copied from the browser.
_URL = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/[!-~]+", re.IGNORECASE)


def page_of(network: str, username: str) -> str | None:
    """Return the page of an account; the user name may also be its URL, or the end of that.

    It is '' if the network has no such user names, and None if the network is unknown.
    """
    name = username.strip()
    page = _page(_folded(network), name)
    if page:
        return page
    if _URL.fullmatch(name):
        return name
    return f"https://{name}" if _BARE.fullmatch(name) else page


def _page(word: str, name: str) -> str | None:
    if word in ("mastodon", "fediverse"):
        parts = _MASTODON.fullmatch(name)
        return f"https://{parts[2]}/@{parts[1]}" if parts else ""
    for names, address, form in _NETWORKS:
        if word in map(_folded, names.split("|")):
            found = re.fullmatch(form, _without_page(name, address).removeprefix("@"), re.ASCII)
            return address.format(found.group()) if found else ""
    return None


def _without_page(name: str, address: str) -> str:
    """Return a user name without the URL or the path before it, as in `in/ada`."""
    host, _, path = _HOST.sub("", address.partition("{}")[0], count=1).partition("/")
    bare = _HOST.sub("", name, count=1)
    for before in (f"{host}/{path}", path):
        if before and bare.lower().startswith(before):
            return bare[len(before) :].rstrip("/")
    return name


def account_at(url: str) -> tuple[str, str] | None:
    """Return the network and the user name of a page, or None if it is not one of an account."""
    bare = _HOST.sub("", url, count=1).rstrip("/")
    for names, address, form in _NETWORKS:
        before = _HOST.sub("", address.partition("{}")[0], count=1)
        name = bare[len(before) :]
        if bare.lower().startswith(before.lower()) and re.fullmatch(form, name, re.ASCII):
            return names.split("|")[0], name
    return None


def network_of(word: str) -> str:
    """Return the own spelling of a network's name, or ''."""
    folded = _folded(word)
    found = (names.split("|") for names, _, _ in _NETWORKS)
    return next((names[0] for names in found if folded in map(_folded, names)), "")


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()
