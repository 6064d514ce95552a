"""What time and staff set off in the night service: locked, decided, written, told."""
