"""How a text is laid out: debris, headings, lists and notices."""
