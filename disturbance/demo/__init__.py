"""The night service of the demo: invented people, and nights that happen as the clock moves."""
