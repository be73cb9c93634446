"""Parts the pages are made of. They know how to show and edit values, nothing of trips or rules."""
