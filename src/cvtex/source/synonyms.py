"""Synonyms of keys and kinds of publications, and the closest known word ("did you mean").

Many are other programs' names for the same thing. A word may have several meanings, the most likely
first. Synonyms in other languages are in `locales/`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping

# The similarity, from 0 to 1, above which a word is a misspelling of another: `font` is not `foto`,
# and `accent` is not `account`.
_SIMILAR = 0.8
# The difference in similarity up to which another word may be meant as well.
_NEARLY = 0.05

Synonyms = Mapping[str, tuple[str, ...]]

KEYS: Synonyms = {
    word: tuple(meanings.split())
    for words, meanings in (
        ("company employer firm workplace", "name organization entity"),
        ("organisation organization association charity", "organization name entity"),
        ("school university college institute", "institution publisher organization"),
        ("title job_title jobtitle occupation designation", "position role headline title name"),
        ("position role job", "position role"),
        ("name", "institution organization title name language username text"),
        ("degree diploma qualification studytype", "study_type"),
        ("major field field_of_study subject specialization specialisation", "area"),
        ("faculty team division group", "department"),
        ("gpa grade grades score mark marks rank ranking", "scores score"),
        ("coursework modules classes subjects", "courses"),
        ("details", "highlights keywords text"),
        ("bullets points achievements responsibilities duties tasks", "highlights"),
        ("description about objective abstract bio intro introduction", "summary reference text"),
        ("quote testimonial recommendation", "reference"),
        ("items list content contents", "entries highlights keywords text paragraphs"),
        ("entries", "text highlights"),
        ("roles positions jobs degrees", "parts"),
        ("tags technologies tech tools stack skills", "keywords"),
        ("website homepage link href uri web site", "url"),
        ("tel telephone mobile cell phone_number", "phone"),
        ("mail e_mail email_address", "email"),
        ("location place city", "location place address"),
        ("account social network_name site_name", "profile network"),
        ("user user_name handle nickname", "username"),
        ("from start begin since start_on", "start_date"),
        ("end until till finish end_on", "end_date"),
        ("to", "end_date recipient"),
        ("order sorting sort_by", "sort"),
        ("ruled rules rows grid", "table"),
        ("when year dates period time release_date issued", "date year"),
        ("issuer awarder organizer authority by", "awarder issuer publisher"),
        ("advisor adviser tutor", "supervisor mentor"),
        ("program funding", "programme"),
        ("client customer", "entity"),
        ("level proficiency fluency", "level fluency"),
        ("author", "authors"),
        ("journal conference booktitle publication", "venue"),
        ("kind category", "kind type"),
        ("type", "kind"),
        ("family_name last_name surname last", "family"),
        ("given_name first_name first", "given"),
        ("me", "self"),
        ("address street", "address location place"),
        ("lang locale", "language"),
        ("label", "headline name"),
        ("tagline subtitle", "headline"),
        ("heading caption", "title"),
        ("basics contact", "contacts"),
        ("full_name fullname", "name"),
        ("picture image avatar portrait headshot foto", "photo"),
        ("addressee receiver", "recipient"),
        ("re regarding", "subject"),
        ("salutation greeting dear", "opening"),
        ("body message", "paragraphs"),
        ("sign_off regards valediction", "closing"),
        ("attachments attachment", "enclosures"),
        ("path src filename file_name", "file"),
        ("alt_text alternative", "alt"),
    )
    for word in words.split()
}

KINDS: Synonyms = {
    word: (meaning,)
    for words, meaning in (
        ("article paper", "journal"),
        ("proceedings inproceedings talk", "conference"),
        ("monograph", "book"),
        ("incollection inbook", "chapter"),
        ("dissertation phdthesis mastersthesis", "thesis"),
        ("techreport", "report"),
        ("arxiv unpublished", "preprint"),
        ("web website blog misc", "online"),
    )
    for word in words.split()
}


def same(typed: str, known: Collection[str], synonyms: Synonyms) -> str:
    """Return the known word that a word or its synonym is, or ''."""
    word = snake(typed)
    if word in known:  # which needs no synonyms: to find those of all languages takes long
        return word
    return next((meaning for meaning in synonyms.get(word, ()) if meaning in known), "")


def closest(typed: str, known: Collection[str], synonyms: Synonyms) -> str:
    """Return the known word that a word, its synonym or a correction of its spelling is, or ''."""
    return next(iter(meanings(typed, known, synonyms)), "")


def meanings(typed: str, known: Collection[str], synonyms: Synonyms) -> list[str]:
    """Return the known words that a word may mean, the most likely first; see `closest`."""
    word = snake(typed)
    if word in known:
        return [word]
    if found := [meaning for meaning in synonyms.get(word, ()) if meaning in known]:
        return list(dict.fromkeys(found))
    candidates = [*known, *(other for other in synonyms if same(other, known, synonyms))]
    close = difflib.get_close_matches(word, candidates, cutoff=_SIMILAR)
    close = [other for other in close if _ratio(word, other) > _ratio(word, close[0]) - _NEARLY]
    # difflib rates two swapped letters in a short word too low.
    close = close or [other for other in known if len(other) > 1 and sorted(other) == sorted(word)]
    return list(dict.fromkeys(same(other, known, synonyms) for other in close))


def _ratio(word: str, other: str) -> float:
    return difflib.SequenceMatcher(a=other, b=word).ratio()


def snake(word: str) -> str:
    """Return `startDate`, `Start date` and `start-date` as `start_date`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[\s-]+", "_", word.strip()).lower()
