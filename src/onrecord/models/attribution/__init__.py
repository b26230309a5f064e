"""The attribution model: who says what, read from an article's words alone."""

from onrecord.models.attribution.infer import AttributionModel, Relation

__all__ = ["AttributionModel", "Relation"]
