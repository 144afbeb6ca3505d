"""The feed that a phone's calendar reads: iCalendar (RFC 5545), in UTC, lines folded at 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from chainon.base.ui.prose import plain

from .models import Gathering

KEPT = timedelta(days=92)
"""A feed holds what is to come, and the last three months."""
PRODUCT = "-//Chainon//Rencontres//FR"


def feed(name: str, gatherings: Iterable[tuple[Gathering, str]]) -> str:
    """A calendar of gatherings, each with the address of its page."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for gathering, url in gatherings:
        lines.extend(_event(gathering, url))
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _event(gathering: Gathering, url: str) -> Iterator[str]:
    changed = max(moment for moment in (gathering.changed_at, gathering.cancelled_at) if moment is not None)
    host = url.split("/")[2]
    yield "BEGIN:VEVENT"
    yield f"UID:{gathering.public_id}@{host}"
    yield f"DTSTAMP:{_instant(changed)}"
    yield f"LAST-MODIFIED:{_instant(changed)}"
    yield f"SEQUENCE:{int((changed - gathering.announced_at).total_seconds())}"
    yield f"DTSTART:{_instant(gathering.starts_at)}"
    yield f"DTEND:{_instant(gathering.ends_at)}"
    yield f"SUMMARY:{_text(gathering.title)}"
    if place := gathering.address or gathering.link:
        yield f"LOCATION:{_text(place)}"
    said = [part for part in (gathering.organiser, plain(gathering.purpose), gathering.access, gathering.link) if part]
    if said:
        yield "DESCRIPTION:" + _text("\n".join(said))
    yield f"URL:{url}"
    yield f"STATUS:{'CANCELLED' if gathering.cancelled_at is not None else 'CONFIRMED'}"
    yield "END:VEVENT"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """RFC 5545 §3.3.11: backslash, semicolon, comma and line ends are escaped; controls are not allowed."""
    plain = "".join(each for each in value.replace("\r\n", "\n") if each == "\n" or each >= " ")
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """§3.1: at most 75 octets a line, the next ones begin with a space; no letter is cut in two."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
