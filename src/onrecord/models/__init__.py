"""Trained models, one folder each: features, inference, training, card, manifest and weights."""
