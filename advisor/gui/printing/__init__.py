"""The sheet on screen, on paper and as a file: the same pages each time."""
