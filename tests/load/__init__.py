"""Tests of loading: bytes to deck, and every fault at its place."""
