"""Findings -> sentences, charts, icon arrays and tables: every number that is shown is taken from the record here.

One rule for rounding and denominators, in `figures`; one for verbs, in `grade`. Pure: a finding in, blocks out.
"""
