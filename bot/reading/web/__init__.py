"""Pages of the web → articles."""
