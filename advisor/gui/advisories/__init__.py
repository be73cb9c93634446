"""The window of imported advice: pages, their texts, what changed, and the rules that cite them."""
