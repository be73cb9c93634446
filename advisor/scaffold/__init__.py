"""A new pack for a country: its places and the files to begin with, as text. Nothing here reads a disk or a clock."""
