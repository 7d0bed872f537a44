"""PDFs of other programs, as those that are read as a hiring system does."""

from __future__ import annotations

from ats.conftest import foreign

__all__ = ["foreign"]
