"""What is free, told to other programs: read-only JSON for anyone, version 1. It tells nothing of any person."""
