"""Pages that anyone may read: free flats, how it works, the rules."""
