from .clock import at, now, silent_for, today

__all__ = ["at", "now", "silent_for", "today"]
