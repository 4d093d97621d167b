"""What was built before, kept: so that nothing is made twice. See docs/cache.md."""
