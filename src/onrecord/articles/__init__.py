"""Page to article: text in blocks, and what the page says about it."""

from onrecord.articles.read import read_article

__all__ = ["read_article"]
