"""The night service's own pages, at its own host."""
