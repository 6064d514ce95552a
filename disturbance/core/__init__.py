"""What the night service decides: pure, with no database and no clock."""
