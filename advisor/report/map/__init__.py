"""A trip on a map: where things lie, what is drawn, and where its labels find room. Pure: no screen, no disk."""
