"""Place expressions: words in, a tree of what they say out. Pure: it knows words and no place at all."""
