"""What only the window has to say about its rules."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    "caveat.other-pack": N_(
        "The trip asks for the rules “{asked}”, which this computer does not have. It is read with {pack} instead."
    ),
}
