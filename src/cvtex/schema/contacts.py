"""The records of contacts."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.fields import Email, Record, Text, Url
from cvtex.schema.tags import Tagged


class Profile(Record):
    """An account at a network such as GitHub."""

    network: Text
    """The network, printed before the user name. For example `GitHub` or `LinkedIn`."""
    username: Text
    """The user name, as printed. For example `ada-sample` or `ada`."""
    url: Url | None = None
    """The page of the account, linked from the user name."""


class ContactModel(Tagged):
    """One way to reach the person: exactly one of the kinds, and an optional label."""

    phone: Text | None = None
    """A phone number with its country code, printed as a link.

    For example `+1 202 555 0143` or `+44 20 7946 0958`."""
    email: Email | None = None
    """An e-mail address, printed as a link."""
    url: Url | None = None
    """A web page; `https://www.` and a final `/` are not printed."""
    address: Text | None = None
    """A postal address, in one line."""
    profile: Profile | None = None
    """An account at a network."""
    label: Text | None = None
    """A label before the contact; for a profile, it replaces the network.

    For example `Home` or `Office`."""

    @model_validator(mode="after")
    def _one_kind(self) -> ContactModel:
        kinds = (self.phone, self.email, self.url, self.address, self.profile)
        if sum(kind is not None for kind in kinds) != 1:
            raise PydanticCustomError(
                "contact_kind", "a contact has exactly one of phone, email, url, address, profile"
            )
        return self
