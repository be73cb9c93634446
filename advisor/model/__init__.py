"""Values only: what the rest of the program passes around. No behaviour that needs disk, clock or language."""
