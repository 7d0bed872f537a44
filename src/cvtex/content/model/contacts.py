"""Ways to reach the person."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvtex.content.fields import Email, Record, Text, Url


class Profile(Record):
    """An account at a network such as GitHub."""

    network: Text
    username: Text
    url: Url | None = None


class Contact(Record):
    """One way to reach the person: exactly one of the kinds, and an optional label."""

    phone: Text | None = None
    email: Email | None = None
    url: Url | None = None
    address: Text | None = None
    profile: Profile | None = None
    label: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Contact:
        kinds = (self.phone, self.email, self.url, self.address, self.profile)
        if sum(kind is not None for kind in kinds) != 1:
            raise PydanticCustomError(
                "contact_kind", "a contact has exactly one of phone, email, url, address, profile"
            )
        return self
