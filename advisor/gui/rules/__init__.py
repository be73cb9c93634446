"""The page on which rules are written, tried, reviewed and saved."""
