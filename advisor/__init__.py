"""Travel-security advisor: should this trip happen?"""

__version__ = "0.1.0"
