"""The search engine on tantivy: knows nothing of Django, and nothing else knows tantivy."""

from .engine import TantivyEngine, engine_at

__all__ = ["TantivyEngine", "engine_at"]
