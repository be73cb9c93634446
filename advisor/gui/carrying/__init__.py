"""Packs that come and go as one file."""
