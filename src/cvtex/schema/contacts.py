"""Ways to reach the person."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.fields import Email, Record, Text, Url


class Profile(Record):
    """An account at a network such as GitHub."""

    network: Text
    """Where the account is; printed before the user name. For example `GitHub` or `LinkedIn`."""
    username: Text
    """The name of the account, as it is printed. For example `ada-sample` or `ada`."""
    url: Url | None = None
    """The page of the account, to which its printed name leads."""


class Contact(Record):
    """One way to reach the person: exactly one of the kinds, and an optional label."""

    phone: Text | None = None
    """A number with its country's code, which can be called from the PDF.

    For example `+1 202 555 0143` or `+44 20 7946 0958`."""
    email: Email | None = None
    """An e-mail address, which can be written to from the PDF."""
    url: Url | None = None
    """A web page; `https://www.` and a last `/` are not printed."""
    address: Text | None = None
    """Where you live, in one line."""
    profile: Profile | None = None
    """An account at a network."""
    label: Text | None = None
    """What stands before the contact; of a profile, in place of its network.

    For example `Home` or `Office`."""

    @model_validator(mode="after")
    def _one_kind(self) -> Contact:
        kinds = (self.phone, self.email, self.url, self.address, self.profile)
        if sum(kind is not None for kind in kinds) != 1:
            raise PydanticCustomError(
                "contact_kind", "a contact has exactly one of phone, email, url, address, profile"
            )
        return self
