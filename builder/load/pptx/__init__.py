"""Reading an institution's template: a bounded, suspicious look into a PowerPoint package."""
