"""The planning page: the trip on the left, its verdict and what to do about it on the right."""
