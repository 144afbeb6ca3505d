"""Where the choice among objects was; it is in `base/ui/fields` now."""

from chainon.base.ui.fields import PickField

__all__ = ["PickField"]
