"""From a text to its events: the order in which the rules are applied, and what they hand on."""
