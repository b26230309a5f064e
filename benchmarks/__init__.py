"""Accuracy and speed of OnRecord, one command each. Gold data is given by an option, never fetched."""
