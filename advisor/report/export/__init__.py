"""An assessed trip for other programs: maps, calendars, e-mail. None of these forms looks like permission to go."""
