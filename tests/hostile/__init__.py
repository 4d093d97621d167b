"""Bad input from end to end: an outline of every kind, changed in one place, through the whole build."""
