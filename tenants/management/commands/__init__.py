"""Each file is one command."""
