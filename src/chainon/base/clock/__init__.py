from .clock import at, months_later, now, seconds, silent_for, today

__all__ = ["at", "months_later", "now", "seconds", "silent_for", "today"]
