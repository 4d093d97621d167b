"""What goes where: slides, handouts, charts and tables as placed items in points."""
