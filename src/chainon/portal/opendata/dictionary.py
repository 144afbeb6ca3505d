"""The dictionary: every column of every table, its type, what it means. The page, the files, the schema read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.models import Relation, Stage

Type = Literal["string", "integer", "boolean", "date"]
TYPES: dict[Type, str | Promise] = {
    "string": _("texte"),
    "integer": _("nombre entier"),
    "boolean": _("oui ou non"),
    "date": _("jour"),
}
STAGES = {
    Stage.VOICE: "voice",
    Stage.DELIBERATION: "deliberation",
    Stage.DECISION: "decision",
    Stage.COMMITMENT: "commitment",
    Stage.EFFECT: "effect",
    Stage.LESSON: "lesson",
}
INSTITUTION, RESIDENTS, OTHER = "institution", "residents", "other"


@dataclass(frozen=True)
class Column:
    """`needed`: never empty. `among`: its only values. `refers_to`: the table whose `id` it holds."""

    name: str
    type: Type
    meaning: str | Promise
    needed: bool = True
    among: tuple[str, ...] = ()
    refers_to: str = ""

    @property
    def type_in_words(self) -> str | Promise:
        return TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """`file` names both files, without the extension. The first column is the key, save where `key` is empty."""

    name: str
    file: str
    title: str | Promise
    says: str | Promise
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


NODES = Table(
    "nodes",
    "maillons",
    _("Les maillons"),
    _("Une ligne par objet public : une proposition, une réponse, un engagement…"),
    (
        Column("id", "string", _("identifiant, le même dans l’adresse de sa page")),
        Column("address", "string", _("sa page")),
        Column("kind", "string", _("de quelle sorte d’objet il s’agit")),
        Column("stage", "string", _("à quelle étape de la chaîne il est"), among=tuple(STAGES.values())),
        Column("state", "string", _("son état ; vide quand il n’y a rien à en dire"), needed=False),
        Column("scope_id", "string", _("identifiant du lieu, de l’instance ou de la démarche dont il dépend")),
        Column("scope", "string", _("le nom de ce lieu, de cette instance ou de cette démarche")),
        Column("body", "string", _("l’instance qui le porte"), needed=False),
        Column("theme", "string", _("son thème, un des mots du territoire"), needed=False),
        Column(
            "title",
            "string",
            _("son titre ; vide s’il a été retiré, ou s’il n’a pas de titre à lui (une réponse)"),
            needed=False,
        ),
        Column(
            "who",
            "string",
            _("l’institution ou l’instance qui parle ; vide si c’est une personne ou un groupe d’habitants"),
            needed=False,
        ),
        Column("since", "string", _("depuis quand la situation dure : une année, un mois ou un jour"), needed=False),
        Column("opened_on", "date", _("le jour où il est entré dans la chaîne")),
        Column("changed_on", "date", _("le jour où il a changé pour la dernière fois")),
        Column("reached", "string", _("l’étape la plus avancée de ce qui en est né"), among=tuple(STAGES.values())),
        Column("latest_on", "date", _("le jour des dernières nouvelles de lui ou de ce qui en est né")),
    ),
)
LINKS = Table(
    "links",
    "liens",
    _("Les liens"),
    _("Une ligne par lien : « target » est né de « source ». Les deux sont publics."),
    (
        Column("source", "string", _("le maillon d’avant"), refers_to="nodes"),
        Column("target", "string", _("le maillon qui en est né"), refers_to="nodes"),
        Column("relation", "string", _("ce que le second est pour le premier"), among=tuple(Relation.values)),
        Column("made_on", "date", _("le jour où le lien a été fait")),
    ),
    key=("source", "target"),
)
WAITS = Table(
    "waits",
    "attentes",
    _("Les attentes"),
    _("Une ligne par tour : ce qui est ou était attendu, de qui, depuis quand, pour quand, et s’il est venu."),
    (
        Column("id", "string", _("identifiant de l’attente")),
        Column("node", "string", _("le maillon pour lequel on attend"), refers_to="nodes"),
        Column("expects", "string", _("ce qui est attendu"), among=tuple(Relation.values)),
        Column(
            "whose",
            "string",
            _("l’institution ou l’instance dont c’est le tour ; vide si c’est quelqu’un d’autre"),
            needed=False,
        ),
        Column(
            "whose_kind",
            "string",
            _("« institution », « residents » (des habitants) ou « other » (un tiers écrit à la main)"),
            among=(INSTITUTION, RESIDENTS, OTHER),
        ),
        Column(
            "since_on",
            "date",
            _("le premier jour du tour ; déplacé d’autant si le maillon est resté un temps hors de vue"),
        ),
        Column("days", "integer", _("le délai promis ce jour-là, en jours qui courent")),
        Column(
            "due_on",
            "date",
            _("le dernier jour du délai, pauses comprises ; jamais après le jour promis d’un engagement"),
        ),
        Column("ended_on", "date", _("le jour où l’attente a fini ; vide si elle dure"), needed=False),
        Column("met", "boolean", _("ce qui était attendu est venu ; sinon l’attente dure ou a été abandonnée")),
        Column(
            "taken_days",
            "integer",
            _("si c’est venu : en combien de jours, jours de pause ôtés. Le programme ci-dessous le recompte."),
            needed=False,
        ),
    ),
)
PAUSES = Table(
    "pauses",
    "pauses",
    _("Les pauses"),
    _("Les jours annoncés où aucun délai ne court, du premier au dernier compris."),
    (
        Column("id", "string", _("identifiant de la pause")),
        Column("first", "date", _("premier jour")),
        Column("last", "date", _("dernier jour")),
        Column("reason", "string", _("pourquoi")),
    ),
)
TABLES = {table.name: table for table in (NODES, LINKS, WAITS, PAUSES)}
