"""Where: the places that a sentence names, and which of them an event was at."""
