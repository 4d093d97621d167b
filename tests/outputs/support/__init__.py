"""Helpers of the tests of whole builds."""
