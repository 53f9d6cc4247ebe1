"""Which words and sentences tell of one and the same event."""
