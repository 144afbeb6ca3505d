from chainon.base.ui.tests.browser import browser_page

__all__ = ["browser_page"]
