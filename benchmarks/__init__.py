"""How long a deck takes, and what it takes against bare libraries. Run `python -m benchmarks`."""
