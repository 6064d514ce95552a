"""The night service."""
