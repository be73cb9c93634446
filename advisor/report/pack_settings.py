"""What the organisation has decided about a pack's rules, in a sentence: the same on sheet, terminal and window."""

from __future__ import annotations

from advisor.model.message import Message, message
from advisor.model.pack import Setting


def setting_line(setting: Setting) -> Message:
    """A setting with its value, and who set it when; or that nobody has."""
    value = message(f"setting.{setting.value.value}")
    if setting.decided_on is None:
        return message("setting.as-came", title=setting.title, value=value)
    return message("setting.decided", title=setting.title, value=value, by=setting.decided_by, on=setting.decided_on)
