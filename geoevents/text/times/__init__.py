"""When: days in prose, and which of them an event was on."""
