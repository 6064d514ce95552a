"""Mina sidor, as far as it is about standing in line."""
