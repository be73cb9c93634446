"""What else: other ways to travel, the smallest change that helps, other days. Pure: no clock, disk, Qt or language.

Nothing here decides. Every verdict comes from the engine's `judge` and `decide`; this layer only chooses what to ask,
and asks no more often than it must.
"""
