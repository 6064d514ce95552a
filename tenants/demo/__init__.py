"""Only in demo mode: the mailbox, the clock that can be moved, and logging in with one click."""
