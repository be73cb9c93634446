"""The map: draws scenes, follows mouse and keyboard, knows nothing of how a trip is edited."""
