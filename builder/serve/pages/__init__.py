"""The pages of the preview, made by the server: they work without the script, which only keeps them up to date."""
