"""Rows that staff read in from a file: compared, shown, and written when they say yes."""
