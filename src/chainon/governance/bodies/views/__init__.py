"""The pages of bodies. Those of the slices above start with `body_of`."""

from .fetching import body_of, territory_scope

__all__ = ["body_of", "territory_scope"]
