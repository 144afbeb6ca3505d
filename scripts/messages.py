"""Translations: extract the French sentences, refresh the catalogues, compile them. `--check` only says what is wrong.

French is the source; `en` is complete; `fr` holds only plural forms (without them Django prints "0 propositions").
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chainon"
LOCALE = SOURCE / "locale"
KEYWORDS = {
    "_": None,
    "_t": None,
    "Verb": (2,),
    "AnswerSentence": None,
    "ExpectedSentence": None,
    "KindSentence": None,
    "OriginSentence": None,
    "RoleSentence": None,
    "UpdateSentence": None,
    "PairSentence": None,
    "StepSentence": None,
    "MoveSentence": None,
    "ThemeSentence": None,
    "BecomingSentence": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LANGUAGES = ("en", "fr")
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same sentences give the same bytes, whenever they are compiled."""


def sentences() -> Catalog:
    """Every sentence of the Python files and of the templates, in the order of the files, then those of the methods."""
    from django.utils.translation.template import templatize

    from chainon.governance.draws.wording import source_sentences

    catalogue = Catalog(project="chainon", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.*")]):
        parts = path.relative_to(SOURCE).parts
        if "tests" in parts or "migrations" in parts or parts[0] == "methods":
            continue
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else _flat(templatize(text, origin=str(path)))
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            catalogue.add(message, context=context, flags=[])
    for template in source_sentences():
        catalogue.add(template, flags=[])
    return catalogue


def _flat(code: str) -> str:
    """What `templatize` leaves of a template reads as Python once nothing is indented."""
    return "\n".join(line.strip() for line in code.splitlines())


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="chainon", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def refreshed(language: str, found: Catalog) -> Catalog:
    """The catalogue with today's sentences; those no longer there are dropped, translations are kept."""
    old = load(language)
    new = Catalog(locale=language, project="chainon", charset="utf-8", fuzzy=False)
    for message in found:
        if not message.id or (language == "fr" and not message.pluralizable):
            continue
        known = old.get(message.id, context=message.context)
        string = known.string if known is not None else None
        new.add(message.id, string=string, context=message.context, flags=message.flags)
    if language == "fr":
        for message in new:
            if message.id and not any(message.string):
                message.string = tuple(message.id)
    return new


def dump_po(catalogue: Catalog) -> bytes:
    catalogue.header_comment = "# Chaînon"
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)
    stamps = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(stamps))


def dump_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    found = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            found.append(str(message.id))
    return found


def main() -> int:
    settings.configure(USE_I18N=True)
    django.setup()
    found, wrong = sentences(), []
    for language in LANGUAGES:
        catalogue = refreshed(language, found)
        po = dump_po(catalogue)
        path = po_path(language)
        mo = dump_mo(read_po(io.BytesIO(po), locale=language))
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != po or path.with_suffix(".mo").read_bytes() != mo:
                wrong.append(f"{language}: sentences changed since `make messages`")
            wrong += [f"{language}: not translated: {sentence}" for sentence in missing(catalogue)]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po)
            path.with_suffix(".mo").write_bytes(mo)
            print(f"{language}: {len(catalogue)} sentences, {len(missing(catalogue))} to translate")
    print("\n".join(wrong[:40]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
