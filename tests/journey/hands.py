"""Three ways of using a page: with a mouse, with a mouse and no JavaScript, with the keyboard alone.

The words are what a person reads: the name of a link, of a button, of a field. Nothing is found by an address or an id.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    Name = str | re.Pattern[str]


class Hands:
    """A mouse. `stays`: the answer comes into the page, which is not left."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        """An address that was typed, scanned or found in a mail."""
        response = self.page.goto(address)
        assert response is not None and response.status == 200, f"{address}: {response and response.status}"

    def follow(self, name: Name) -> None:
        with self.page.expect_navigation():
            self._activate(self.link(name))

    def press(self, name: Name, *, stays: bool = False) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        if stays:
            self._activate(button)
        else:
            with self.page.expect_navigation():
                self._activate(button)

    def unfold(self, name: Name) -> None:
        """A `<details>`: the menu of the account."""
        self._activate(self.page.locator("summary").filter(has_text=name))

    def write(self, label: Name, text: str) -> None:
        self.field(label).fill(text)

    def pick_day(self, label: Name, day: date) -> None:
        self.field(label).fill(day.isoformat())

    def tick(self, label: Name) -> None:
        self.page.get_by_role("checkbox", name=label).check()

    def choose(self, label: Name) -> None:
        """One of several round buttons."""
        self.page.get_by_role("radio", name=label, exact=True).check()

    def select(self, label: Name, option: str) -> None:
        self.field(label).select_option(label=option)

    def read(self, words: Name) -> None:
        """What must be there to be read, in the page and not folded away."""
        self.page.get_by_text(words).filter(visible=True).first.wait_for()

    def link(self, name: Name) -> Locator:
        """The first, where a page says the same link twice."""
        links = self.page.get_by_role("link", name=name, exact=True)
        assert len({each.get_attribute("href") for each in links.all()}) <= 1, f"{name}: which one?"
        return links.first

    def field(self, label: Name) -> Locator:
        return self.page.get_by_label(label)

    def _activate(self, control: Locator) -> None:
        control.click()
