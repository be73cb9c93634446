"""What would change a verdict, and other ways to travel: searched for beside the window, applied with one click."""
