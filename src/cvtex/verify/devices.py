"""Colours of a device, which differ from one to the next unless an output intent says which.

Sources: ISO 32000-1, 8.6.4; ISO 19005-2, 6.2.4.3.
"""

from __future__ import annotations

from cvtex.pdf.objects import entry, items, name
from cvtex.verify.state import Operands

_DEVICES = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK"})
_SETS = {
    "g": "DeviceGray",
    "rg": "DeviceRGB",
    "k": "DeviceCMYK",
    "G": "DeviceGray",
    "RG": "DeviceRGB",
    "K": "DeviceCMYK",
}
SETS_COLOUR = frozenset({*_SETS, "cs", "CS"})
"""The operators that set a colour space (8.6.8)."""
# Where a colour space names the one that it stands for (8.6.6).
_BASES = {"Indexed": 1, "Pattern": 1, "Separation": 2, "DeviceN": 2}


def device_set(operator: str, given: Operands, resources: object) -> str:
    """Return the device colour space that an operator sets, "" if it is another."""
    if operator in _SETS:
        return _own(_SETS[operator], resources)
    held = entry(entry(resources, "/ColorSpace"), str(given[0]))
    return device_in(given[0] if held is None else held, resources)


def device_in(space: object, resources: object) -> str:
    """Return the device colour space that a space is, or is based on, "" if there is none."""
    kind, *rest = items(space) or [space]
    at = _BASES.get(name(kind), 0)
    base = rest[at - 1] if 0 < at <= len(rest) else kind
    called = name(next(iter(items(base)), base))
    return _own(called, resources) if called in _DEVICES else ""


def _own(device: str, resources: object) -> str:
    """Return a device colour space, "" if the resources say what it is (8.6.5.6)."""
    default = f"/Default{device.removeprefix('Device')}"
    return "" if entry(entry(resources, "/ColorSpace"), default) is not None else device
