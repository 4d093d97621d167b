"""Written PDFs proof-read: planted faults, clean outputs, what a screen reader says, three readers."""
