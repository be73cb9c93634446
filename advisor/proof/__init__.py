"""Statements about all trips: proved, refuted with a trip, or left open; and what one edition permits that another does not."""
