"""YAML -> located nodes -> model: everything that reads an outline, and the only place that knows YAML."""
