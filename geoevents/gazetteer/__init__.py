"""The gazetteer: names to candidate places, shapes and named zone sets, all offline."""
