from .things import things

__all__ = ["things"]
