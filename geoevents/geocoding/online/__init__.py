"""Services online, asked only where the caller names them, for names that the gazetteer does not know."""
