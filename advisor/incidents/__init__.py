"""Things that happened: readers for the formats of the field, and what lies near."""
