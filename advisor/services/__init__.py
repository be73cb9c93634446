"""What the window and the command line share: packs found, trips kept, settings, language. The only layer with a disk.

Nothing here is global: `advisor.services.wiring.wire` makes every part once and hands them on.
"""
