"""Travel-security advisor: should this trip happen?"""

from __future__ import annotations

__version__ = "0.1.0"
