"""What lettings have come to, as charts and tables, for anyone and in more detail for the office."""
