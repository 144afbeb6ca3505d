"""The keyboard alone: Tab, Shift+Tab, Enter, Space, arrows, letters. Every stop on the way is looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .hands import Hands

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Locator, Page

    from .hands import Name

FARTHEST = 60
"""Presses of Tab after which a person has given up."""
SKIP = "Aller au contenu"

LOOK = """target => {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return {nowhere: true};
    const before = window.journeyStop;
    window.journeyStop = el;
    const box = el.getClientRects()[0] ?? el.getBoundingClientRect();
    const style = getComputedStyle(el);
    const ringed = e => {
        const s = getComputedStyle(e);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
    };
    // The little calendar of a day is a part of the field: the browser itself rings it.
    const inItsPicker = el.type === "date" && !el.matches(":focus");
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const follows = !before || !before.isConnected || before === el
        || Boolean(before.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING);
    return {
        nowhere: false,
        there: el === target,
        html: el.outerHTML.slice(0, 160),
        ringed: ringed(el) || inItsPicker,
        shown: box.width > 0 && box.height > 0 && style.visibility === "visible" && Number(style.opacity) > 0,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered: Boolean(top) && top !== el && !el.contains(top) && !top.contains(el),
        follows,
        jump: before && before.isConnected && before !== el ? above(before, el) : "",
    };
    function above(a, b) {
        const [p, q] = [a, b].map(e => e.getClientRects()[0] ?? e.getBoundingClientRect());
        if (a.closest("header, footer") || b.closest("header, footer")) return "";
        return q.bottom <= p.top && q.left < p.right ? `up from ${a.outerHTML.slice(0, 80)}` : "";
    }
}"""


class Keyboard(Hands):
    """Only keys. A page that is opened begins at its top: the first Tab must meet the link to its content."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.stops = 0
        self.farthest = 0

    def write(self, label: Name, text: str) -> None:
        self.reach(self.field(label))
        self._key("Control+a")
        self.page.keyboard.insert_text(text)

    def pick_day(self, label: Name, day: date) -> None:
        """Typed in the order in which this browser asks for it."""
        field = self.field(label)
        self.reach(field)
        for digits in (f"{day:%d%m%Y}", f"{day:%m%d%Y}"):
            self.page.keyboard.type(digits)
            if field.input_value() == day.isoformat():
                return
            for _part in range(3):
                self._key("ArrowLeft")
        raise AssertionError(f"{label}: {field.input_value()!r} instead of {day}")

    def tick(self, label: Name) -> None:
        box = self.page.get_by_role("checkbox", name=label)
        if not box.is_checked():
            self.reach(box)
            self._key("Space")
        assert box.is_checked()

    def choose(self, label: Name) -> None:
        """Tab enters the group, the arrows walk in it."""
        wanted = self.page.get_by_role("radio", name=label, exact=True)
        group = wanted.get_attribute("name")
        self.reach(wanted, group=group)
        for _each in range(12):
            if wanted.is_checked():
                return
            self._key("Space" if self._is_focused(wanted) else "ArrowDown")
        raise AssertionError(f"the arrows never came to {label}")

    def select(self, label: Name, option: str) -> None:
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.type(option)
        assert field.evaluate("el => el.selectedOptions[0].label") == option

    def _activate(self, control: Locator) -> None:
        self.reach(control)
        self._key("Enter")

    def reach(self, control: Locator, *, group: str | None = None) -> None:
        """Press Tab until `control` (or a round button of its `group`) has the focus; past the menu by the skip link.

        The control may be before the place where one stands (a form sent back with its errors): Shift+Tab then.
        """
        target = control.element_handle()
        assert target is not None
        if self._is_there(target, group):
            return
        key = "Tab"
        if self._is_at_the_top():
            self._key("Tab")
            if self._is_there(target, group):
                return
            assert self._is_focused(self.page.get_by_role("link", name=SKIP)), f"no link to the content: {self._look()}"
            if target.evaluate("el => Boolean(el.closest('main, footer'))"):
                self._key("Enter")
                assert self._is_focused(self.page.locator("main")), "the link to the content leads nowhere"
        elif target.evaluate(BEHIND):
            key = "Shift+Tab"
        self.page.evaluate("window.journeyStop = null")
        for presses in range(1, FARTHEST + 1):
            self._key(key)
            stop = self._look(target)
            if not stop["nowhere"]:
                self._judge(stop, forward=key == "Tab")
            if self._is_there(target, group):
                self.farthest = max(self.farthest, presses)
                return
        raise AssertionError(f"{control} is not reached in {FARTHEST} presses of {key} on {self.page.url}")

    def _judge(self, stop: dict[str, Any], *, forward: bool) -> None:
        self.stops += 1
        where = f"{self.page.url}: {stop['html']}"
        assert stop["shown"] and stop["inView"], f"the focus is out of sight on {where}"
        assert stop["ringed"], f"the focus is not seen on {where}"
        assert not stop["covered"], f"something covers the focus on {where}"
        if forward:
            assert stop["follows"], f"the order of the focus is not that of the page on {where}"
            assert not stop["jump"], f"the focus jumps {stop['jump']} on {where}"

    def _look(self, target: ElementHandle | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(LOOK, target)
        return found

    def _is_at_the_top(self) -> bool:
        return bool(self.page.evaluate("!document.activeElement || document.activeElement === document.body"))

    def _is_focused(self, control: Locator) -> bool:
        return bool(control.evaluate("el => el === document.activeElement"))

    def _is_there(self, target: ElementHandle, group: str | None) -> bool:
        asked = "(el, group) => el === document.activeElement || (group && document.activeElement.name === group)"
        return bool(target.evaluate(asked, group))

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)


BEHIND = """el => Boolean(
    document.activeElement.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_PRECEDING
) && !document.activeElement.contains(el) && !el.contains(document.activeElement)"""
