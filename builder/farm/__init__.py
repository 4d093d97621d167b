"""Who does the work: this process, a pool of warm workers on this machine, or a Dask cluster. All do the same."""
