"""What happened: the words that report an act, what kind it is, and whether it is said to have happened."""
