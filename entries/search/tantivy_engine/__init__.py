"""The search engine on tantivy: the only place that knows it."""

from .engine import TantivyEngine, engine

__all__ = ["TantivyEngine", "engine"]
