from .clock import at, now, seconds, silent_for, today

__all__ = ["at", "now", "seconds", "silent_for", "today"]
