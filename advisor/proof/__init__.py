"""Statements about all trips: proved, refuted with a trip, or left open; and how two editions differ."""
