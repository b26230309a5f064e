"""The encoder whose vectors every head can have: a small transformer that reads an article's words."""

from onrecord.models.encoder.infer import Encoder

__all__ = ["Encoder"]
