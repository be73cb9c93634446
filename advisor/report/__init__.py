"""An assessment told to people: one tree of words, drawn as plain text or as a sheet of paper."""
