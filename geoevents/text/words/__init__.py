"""Words, sentences and clauses, and the tables that are looked up over them."""
