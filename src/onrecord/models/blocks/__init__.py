"""Which runs of a page are its article: boosted trees over their words, their elements and their company."""

from onrecord.models.blocks.infer import BlockModel, open_blocks

__all__ = ["BlockModel", "open_blocks"]
