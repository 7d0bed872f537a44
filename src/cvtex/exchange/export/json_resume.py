"""Converts a résumé to JSON Resume (https://jsonresume.org/schema).

The format allows other properties: keys of ours without a property are exported under their name in
camel case, such as the `department` of a job. The order of sections and free text are exported in
`meta.cvtex`. Each text that is left out is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.content.chronology import sorted_section
from cvtex.content.resume import PhotoModel, Resume
from cvtex.diagnostics import SOUGHT_MAX, Checked
from cvtex.exchange.converter import title_of
from cvtex.exchange.export.records import Json, Records, is_iso
from cvtex.exchange.formats.json_resume import EXTENSION, KEPT, PLAIN
from cvtex.exchange.json_names import list_of
from cvtex.exchange.publication_kind import DATED, IN_VENUE, guess_kind
from cvtex.schema.fields import Record
from cvtex.schema.records import HighlightModel, Lasting
from cvtex.sections import section_types
from cvtex.sections.publications import Publication
from cvtex.sections.section_type import SectionModel
from cvtex.sections.skills import Skill

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
"""The URL of the schema, which a file names."""

VERSION = "v1.0.0"


def to_json_resume(resume: Resume) -> Checked[dict[str, Json]]:
    """Return a résumé as JSON Resume, and findings about what is left out."""
    records = Records()
    basics = _basics(resume, records)
    lists: dict[str, list[Json]] = {}
    kept: list[Json] = []
    for section in map(sorted_section, resume.sections):
        kind = section_types()[section.type]
        if not kind.heading:
            kept.append(_own(section))
            continue
        items = [
            item
            for entry in section.records()
            for item in _items(entry, kind.json_keys, str(basics["name"]), records)
        ]
        lists.setdefault(list_of(kind), []).extend(items)
        kept.append({**_settings(section), "count": len(items)})
    meta: dict[str, Json] = {"version": VERSION, "language": str(resume.language)}
    extension: dict[str, Json] = {"texts": PLAIN}
    if _needs_keeping(resume.sections):
        extension["sections"] = kept
    extension |= {name: _own(kept) for name in KEPT if (kept := getattr(resume, name))}
    meta[EXTENSION] = extension
    document: dict[str, Json] = {"$schema": SCHEMA, "basics": basics, **lists, "meta": meta}
    return Checked(document, tuple(records.findings[:SOUGHT_MAX]))


def _basics(resume: Resume, records: Records) -> dict[str, Json]:
    """Return the name, headline and contacts."""
    basics: dict[str, Json] = {"name": records.text(resume.name)}
    if resume.headline:
        basics["label"] = records.text(resume.headline)
    basics |= _image(resume.photo)
    profiles: list[Json] = []
    kept: list[Json] = []
    for contact in resume.contacts:
        whole = records.record(contact, {})
        kept.append(whole)
        for kind, value in whole.items():
            if kind == "profile":
                profiles.append(value)
                basics["profiles"] = profiles
            elif kind == "address":
                basics.setdefault("location", {"address": value})
            elif kind != "label":
                basics.setdefault(kind, value)
    if not _says_all(kept):
        basics["contacts"] = kept
    if resume.summary:
        basics["summary"] = records.paragraphs(resume.summary)
    return basics


def _image(photo: PhotoModel | None) -> dict[str, Json]:
    """Return the file of a photo, and a `photo` of ours if it has a text alternative."""
    if photo is None:
        return {}
    file = str(photo.file)
    image: dict[str, Json] = {"image": file}
    if photo.alt:
        image["photo"] = {"file": file, "alt": str(photo.alt)}
    return image


def _says_all(contacts: list[Json]) -> bool:
    """Return whether JSON Resume's properties preserve the contacts."""
    kinds = [next(iter(contact)) for contact in contacts if isinstance(contact, dict) and contact]
    accounts = [place for place, kind in enumerate(kinds) if kind == "profile"]
    others = [kind for kind in kinds if kind != "profile"]
    together = accounts == list(range(accounts[0], accounts[-1] + 1)) if accounts else True
    labelled = any(isinstance(contact, dict) and "label" in contact for contact in contacts)
    return together and len(set(others)) == len(others) and not labelled


def _items(
    entry: Record, names: Mapping[str, str], person: str, records: Records
) -> list[dict[str, Json]]:
    """Return an entry as items: one, or one for each of its parts."""
    whole = _item(entry, names, person, records)
    parts_of: list[Record] = getattr(entry, "parts", [])
    if not parts_of:
        return [whole]
    title = title_of(type(entry))
    shared = {key: whole[key] for key in (title, "location", "url") if key in whole}
    span = getattr(entry, title).span
    records.once("the grouping of parts is left out: each becomes an entry", span)
    parts = [{**shared, **_item(part, names, person, records)} for part in parts_of]
    return [whole, *parts] if whole.keys() - shared.keys() else parts


def _item(
    entry: Record, names: Mapping[str, str], person: str, records: Records
) -> dict[str, Json]:
    item = records.record(entry, names)
    if isinstance(entry, Lasting):
        if is_iso(item.get("date")):
            date = item.pop("date")
            item |= {"startDate": date, "endDate": date}
        if item.get("endDate") == "present":
            del item["endDate"]  # the format's open end
    if isinstance(entry, Skill) and entry.text:
        return {"name": item["text"], **item}  # `name` is for other programs
    if isinstance(entry, Publication):
        _place_publication(item, person)
    return item


def _place_publication(item: dict[str, Json], person: str) -> None:
    """Remove what the import infers, and write the venue as the publisher."""
    if (year := str(item.get("releaseDate", ""))) and item["kind"] not in DATED and "-" in year:
        item["year"] = year  # the whole date, from which the import would take only the year
    if item["authors"] == [{"name": person, "self": True}]:
        del item["authors"]
    names = {key: str(item[key]) for key in ("venue", "publisher") if key in item}
    publisher = names.get("publisher", names.get("venue", ""))
    kind = guess_kind(publisher, has_url="url" in item, has_doi="doi" in item)
    wanted = "venue" if kind in IN_VENUE else "publisher"
    if publisher:
        item["publisher"] = publisher
    if kind == item["kind"] and set(names) <= {wanted}:
        del item["kind"]
        item.pop("venue", None)


def _needs_keeping(sections: list[SectionModel]) -> bool:
    """Return whether the sections have more information than the lists of their entries."""
    types = [section.type for section in sections]
    return len(set(types)) < len(types) or any(
        not section_types()[section.type].heading or section.model_fields_set - {"type", "entries"}
        for section in sections
    )


def _settings(section: Record) -> dict[str, Json]:
    """Return the keys of a section itself."""
    return {
        name: _own(getattr(section, name))
        for name in ("type", *sorted(section.model_fields_set - {"type", "entries"}))
    }


def _own(value: object) -> Json:
    """Return a value in our own form, with markup in texts."""
    if isinstance(value, HighlightModel) and not value.highlights:
        return str(value.text)
    if isinstance(value, Record):
        return {name: _own(inner) for name, inner in value if name in value.model_fields_set}
    if isinstance(value, list):
        return [_own(item) for item in value]
    return value if isinstance(value, bool) else str(value)
