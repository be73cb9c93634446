"""What a good officer would look at again in a pack that loads: one module a check."""
