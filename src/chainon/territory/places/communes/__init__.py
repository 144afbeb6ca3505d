"""The communes of France, shipped with Chaînon and searched without the database."""

from .index import Commune, by_code, search

__all__ = ["Commune", "by_code", "search"]
