"""Bytes in, a Pack or diagnostics out: rule files and trips, read, resolved and edited."""
