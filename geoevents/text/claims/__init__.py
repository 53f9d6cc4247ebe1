"""Who says so: attributions, denials and retractions."""
