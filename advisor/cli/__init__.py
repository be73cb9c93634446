"""The command line: a module a command. Nothing here may import PySide6."""
