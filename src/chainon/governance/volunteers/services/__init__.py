"""Writing lists of volunteers: one file a subject."""

from .lists import change_list, close_list, open_list, purge_list, purge_old_imports, reopen_list

__all__ = ["change_list", "close_list", "open_list", "purge_list", "purge_old_imports", "reopen_list"]
