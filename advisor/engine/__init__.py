"""The decision: expose, match, decide. Pure: no clock, disk, Qt or language."""
