"""Saved trips assessed again when the rules change: those that got worse first."""
