"""A frame: a whole process as one file, without its place and its days, to choose, adapt, export and bring back.

The format `chainon-frame-1` is described in docs/processes.md. Pure: text in, a frame or French faults out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .models import Participants, ParticipationLevel, StepKind, WayToDecide, Weight

FORMAT = "chainon-frame-1"
LARGEST = 60_000
MOST_STEPS = 12
LONGEST = 1500
BLANK_CARD: dict[str, Any] = {
    "levels": {},
    "way": "",
    "decider": "",
    "way_detail": "",
    "legitimacy": "",
    "weight": "",
    "answered_by": "",
    "answer_days": None,
    "not_decided": "",
}
_BLANKS = re.compile(r"[ \t\r\n\f\v\0]+")  # a no-break space stays
LIMITS = {"decider": 120, "way_detail": 160, "legitimacy": 160, "answered_by": 120, "not_decided": 300}
CODES = {"way": WayToDecide, "weight": Weight}


class FrameError(Exception):
    """A file that is no frame; `faults` say where and what to do, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


@dataclass(frozen=True)
class FrameStep:
    """`starts`: days after the first day of the process; `lasts`: days, the first and the last ones included."""

    kind: str
    title: str
    starts: int
    lasts: int
    card: Mapping[str, Any]


@dataclass(frozen=True)
class Frame:
    """`purpose`: when to choose it. `adapted_from`: the ready-made frame it comes from, where it is one of ours.

    `translations`: what each of its texts is in other languages, by language; `in_language` says the frame in one.
    """

    name: str
    purpose: str
    about: str
    steps: tuple[FrameStep, ...]
    adapted_from: str = ""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def lasts(self) -> int:
        return max((step.starts + step.lasts for step in self.steps), default=0)


def texts_of(frame: Frame) -> list[str]:
    """Every sentence that somebody wrote, each once."""
    written = [frame.name, frame.purpose, frame.about]
    for step in frame.steps:
        written += [step.title, *(step.card[name] for name in LIMITS)]
    return list(dict.fromkeys(filter(None, written)))


def in_language(frame: Frame, language: str | None) -> Frame:
    """The frame as it is said in that language, alone; what is not translated stays as it was written."""
    words = frame.translations.get(language or "", {})

    def said(text: str) -> str:
        return words.get(text, text)

    steps = tuple(
        replace(step, title=said(step.title), card={**step.card, **{name: said(step.card[name]) for name in LIMITS}})
        for step in frame.steps
    )
    return replace(
        frame,
        name=said(frame.name),
        purpose=said(frame.purpose),
        about=said(frame.about),
        steps=steps,
        translations={},
    )


def dumped(frame: Frame) -> str:
    """The file: the same frame gives the same bytes."""
    return json.dumps(as_data(frame), ensure_ascii=False, indent=2) + "\n"


def as_data(frame: Frame) -> dict[str, Any]:
    translations = {language: dict(words) for language, words in frame.translations.items()}
    return {
        "format": FORMAT,
        "name": frame.name,
        "for": frame.purpose,
        "adapted_from": frame.adapted_from,
        "about": frame.about,
        "steps": [
            {"kind": step.kind, "title": step.title, "starts": step.starts, "lasts": step.lasts,
             "card": {name: value for name, value in step.card.items() if value not in ("", None, {})}}
            for step in frame.steps
        ],
        **({"translations": translations} if translations else {}),
    }  # fmt: skip


def parsed(text: str) -> Frame:
    """The frame of a file. Raises `FrameError` with every fault found, ten at most."""
    if len(text) > LARGEST:
        raise FrameError([_("Ce fichier est trop gros pour un cadre : 60 000 caractères au plus.")])
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        said = _("Ce fichier n’est pas du JSON : exportez de nouveau le cadre, sans le modifier.")
        raise FrameError([said]) from None
    return from_data(data)


def from_data(data: Any) -> Frame:
    reader = _Reader()
    frame = reader.frame(data)
    for language in frame.translations if not reader.faults else ():
        said = _Reader()
        said.frame(as_data(in_language(frame, language)))
        reader.faults += [f"{language}. {fault}" for fault in said.faults]
    if reader.faults:
        raise FrameError(reader.faults[:10])
    return frame


@dataclass
class _Reader:
    """Reads what is there, notes each fault, goes on."""

    faults: list[str] = field(default_factory=list)

    def frame(self, data: Any) -> Frame:
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            said = _("Ce fichier n’est pas un cadre : « format » doit être « {format} ».")
            self.faults.append(said.format(format=FORMAT))
            return Frame("", "", "", ())
        self._no_others(
            data, {"format", "name", "for", "adapted_from", "about", "steps", "translations"}, _("Au début")
        )
        steps = data.get("steps")
        if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_STEPS:
            self.faults.append(_("« steps » : il faut de 1 à {most} étapes.").format(most=MOST_STEPS))
            steps = []
        frame = Frame(
            name=self._text(data, "name", 120, _("Au début"), needed=True),
            purpose=self._text(data, "for", 300, _("Au début")),
            about=self._text(data, "about", 300, _("Au début")),
            adapted_from=self._text(data, "adapted_from", 40, _("Au début")),
            steps=tuple(self._step(step, number) for number, step in enumerate(steps, start=1)),
        )
        return replace(frame, translations=self._translations(data.get("translations", {}), set(texts_of(frame))))

    def _translations(self, data: Any, written: set[str]) -> dict[str, dict[str, str]]:
        """By language, what each text of the frame is; whether it fits its place is read afterwards."""
        where = _("Traductions")
        if not isinstance(data, dict) or not all(isinstance(words, dict) for words in data.values()):
            self.faults.append(_("{where} : il manque des accolades.").format(where=where))
            return {}
        self._no_others(data, set(dict(settings.LANGUAGES)), where)
        found: dict[str, dict[str, str]] = {}
        for language, words in data.items():
            self._no_others(words, written, f"{where}, {language}")
            found[language] = {text: self._text(words, text, LARGEST, where, needed=True) for text in words}
        return found

    def _step(self, data: Any, number: int) -> FrameStep:
        where = _("Étape {number}").format(number=number)
        if not isinstance(data, dict):
            self.faults.append(_("{where} : il manque des accolades.").format(where=where))
            data = {}
        self._no_others(data, {"kind", "title", "starts", "lasts", "card"}, where)
        return FrameStep(
            kind=self._code(data, "kind", StepKind.values, where, needed=True),
            title=self._text(data, "title", 120, where, needed=True),
            starts=self._number(data, "starts", 0, LONGEST, where),
            lasts=self._number(data, "lasts", 1, LONGEST, where),
            card=self._card(data.get("card", {}), where),
        )

    def _card(self, data: Any, where: str) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.faults.append(_("{where}, « card » : il manque des accolades.").format(where=where))
            return dict(BLANK_CARD)
        self._no_others(data, set(BLANK_CARD), where)
        card = {**BLANK_CARD, "levels": self._levels(data.get("levels", {}), where)}
        for name, choices in CODES.items():
            card[name] = self._code(data, name, choices.values, where)
        for name, most in LIMITS.items():
            card[name] = self._text(data, name, most, where)
        if data.get("answer_days") is not None:
            card["answer_days"] = self._number(data, "answer_days", 1, 365, where)
        return card

    def _levels(self, data: Any, where: str) -> dict[str, str]:
        if not isinstance(data, dict):
            self.faults.append(_("{where}, « levels » : il manque des accolades.").format(where=where))
            return {}
        self._no_others(data, set(Participants.values), where)
        known = [who for who in Participants.values if who in data]
        return {who: self._code(data, who, ParticipationLevel.values, where, needed=True) for who in known}

    def _no_others(self, data: Mapping[str, Any], known: set[str], where: str) -> None:
        for name in [str(name) for name in data if name not in known][:3]:
            self.faults.append(_("{where} : « {name} » n’est pas connu.").format(where=where, name=name[:40]))

    def _text(self, data: Mapping[str, Any], name: str, most: int, where: str, *, needed: bool = False) -> str:
        value = data.get(name, "")
        if not isinstance(value, str):
            self.faults.append(_("{where}, « {name} » : un texte est attendu.").format(where=where, name=name))
            return ""
        value = _BLANKS.sub(" ", value).strip()
        if needed and not value:
            self.faults.append(_("{where}, « {name} » : il manque un texte.").format(where=where, name=name))
        if len(value) > most:
            said = _("{where}, « {name} » : {most} caractères au plus.")
            self.faults.append(said.format(where=where, name=name, most=most))
        return str(value)

    def _code(self, data: Mapping[str, Any], name: str, known: list[str], where: str, *, needed: bool = False) -> str:
        value = data.get(name, "")
        if value in known or (value == "" and not needed):
            return str(value)
        said = _("{where}, « {name} » : choisissez parmi {known}.")
        self.faults.append(said.format(where=where, name=name, known=", ".join(known)))
        return known[0]

    def _number(self, data: Mapping[str, Any], name: str, least: int, most: int, where: str) -> int:
        value = data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        said = _("{where}, « {name} » : un nombre entier de {least} à {most}.")
        self.faults.append(said.format(where=where, name=name, least=least, most=most))
        return least


@lru_cache(maxsize=1)
def ready_made() -> dict[str, Frame]:
    """The frames of the package, by key: one file each."""
    folder = resources.files("chainon.governance.processes") / "frames"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    found = {}
    for file in files:
        key = file.name.removesuffix(".json").split("-", 1)[1]
        found[key] = replace(parsed(file.read_text(encoding="utf-8")), adapted_from=key)
    return found
