"""Writing, publishing and adopting the charter of a body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.files.kinds import Accepted
from chainon.base.files.models import File, Visibility
from chainon.base.files.services import keep_file
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search
from chainon.governance.bodies.models import Body

from . import rules, selectors, verbs
from .finding import found_of
from .models import Adoption, Article, ArticleKey, Charter


@transaction.atomic
def write_charter(*, by: By, body: Body, texts: Mapping[str, str] | None = None, change_reason: str = "") -> Charter:
    """The draft of the next version, opened when there is none; one at a time. Nothing is public yet.

    `texts`: article key → text, each of the six; None leaves the draft as it is, or opens it with the charter in force
    (before the first one, with the proposed text). Raises `Refused`.
    """
    rules.may_write(by, body).require()
    body = Body.objects.select_for_update(of=("self",), no_key=True).select_related("scope__parent").get(pk=body.pk)
    draft = selectors.draft_of(body)
    if draft is not None and texts is None:
        return draft
    written = dict(texts) if texts is not None else selectors.proposed_texts(body)
    if draft is None:
        current = selectors.current_charter(body)
        draft = Charter(body=body, version=current.version + 1 if current else 1)
    draft.written_at, draft.change_reason = clock.now(), change_reason
    draft.save()
    for key in ArticleKey:
        Article.objects.update_or_create(charter=draft, key=key, defaults={"text": written[key].strip()})
    return draft


@transaction.atomic
def discard_draft(*, by: By, body: Body) -> None:
    """Drop what was never published. Nothing happens where there is no draft."""
    rules.may_write(by, body).require()
    body.charters.drafts().delete()


@transaction.atomic
def publish_charter(*, by: By, charter: Charter) -> Charter:
    """The draft becomes the charter in force, for good; the versions before it stay. A second time changes nothing.

    Raises `Refused`; `Unavailable` when an article is empty, or when a new version changes nothing or gives no reason.
    """
    rules.may_publish(by, charter.body).require()
    charter = (
        Charter.objects.select_for_update(of=("self",), no_key=True).select_related("body__scope").get(pk=charter.pk)
    )
    if charter.published_at is not None:
        return charter
    _require_ready(charter)
    charter.published_at = clock.now()
    charter.save(update_fields=["published_at"])
    _record(verbs.PUBLISHED, charter, by, text=selectors.fingerprint(selectors.texts_of(charter)))
    return charter


@transaction.atomic
def record_adoption(
    *,
    by: By,
    charter: Charter,
    adopted_by: str,
    adopted_on: date,
    present: int,
    against: int | None = None,
    names: str = "",
    sheet: Accepted | None = None,
) -> Adoption:
    """Note that a meeting adopted a published version: who, when, how many; names only for those who wish.

    `sheet` is the photo or scan of the signed sheet: it shows names and signatures, so the team alone reads it.
    Raises `Refused`; `Unavailable` for a draft, a day to come, or an adoption already noted.
    """
    rules.may_record_adoption(by, charter.body).require()
    scope = charter.body.scope
    charter = Charter.objects.select_for_update(of=("self",), no_key=True).get(pk=charter.pk)
    if charter.published_at is None:
        raise Unavailable(_("Publiez d’abord cette version : on n’adopte que ce que tout le monde peut lire."))
    if adopted_on > clock.today(scope.root.settings.time_zone):
        raise Unavailable(_("Cette date est dans le futur : notez l’adoption après la réunion."))
    if against is not None and against > present:
        raise Unavailable(_("Il y a plus de voix contre que de personnes présentes : vérifiez les deux nombres."))
    noted = Adoption.objects.standing().filter(charter=charter, adopted_by=adopted_by, adopted_on=adopted_on)
    if noted.exists():
        raise Unavailable(_("Cette adoption est déjà notée. Si elle est fausse, retirez-la d’abord."))
    adoption = Adoption.objects.create(
        charter=charter,
        adopted_by=adopted_by,
        adopted_on=adopted_on,
        present=present,
        against=against,
        names=names,
        sheet=_kept(sheet, charter, adopted_on),
        recorded_at=clock.now(),
    )
    _record(verbs.ADOPTED, charter, by, day=adopted_on, present=present)
    return adoption


@transaction.atomic
def withdraw_adoption(*, by: By, adoption: Adoption, reason: str) -> Adoption:
    """What was noted by mistake counts no more; it stays to be read, with the reason. Raises `Refused`."""
    rules.may_record_adoption(by, adoption.charter.body).require()
    adoption = (
        Adoption.objects.select_for_update(of=("self",), no_key=True)
        .select_related("charter__body__scope")
        .get(pk=adoption.pk)
    )
    if adoption.withdrawn_at is not None:
        return adoption
    adoption.withdrawn_at, adoption.withdraw_reason = clock.now(), reason
    adoption.save(update_fields=["withdrawn_at", "withdraw_reason"])
    _record(verbs.ADOPTION_WITHDRAWN, adoption.charter, by, day=adoption.adopted_on)
    return adoption


def _require_ready(charter: Charter) -> None:
    texts = selectors.texts_of(charter)
    empty = [str(ArticleKey(key).label) for key, text in texts.items() if not text]
    if empty:
        raise Unavailable(_("Il manque un texte : {articles}.").format(articles=", ".join(empty)))
    before = selectors.version_before(charter)
    if before is None:
        return
    if texts == selectors.texts_of(before):
        raise Unavailable(_("Rien n’a changé depuis la version publiée."))
    if not charter.change_reason:
        raise Unavailable(_("Dites pourquoi la charte change : la raison est publiée avec elle."))


def _kept(sheet: Accepted | None, charter: Charter, day: date) -> File | None:
    if sheet is None:
        return None
    return keep_file(
        scope=charter.body.scope,
        uploaded=sheet,
        visibility=Visibility.TEAM,
        name=f"feuille-signee-{day.isoformat()}",
        alt=_("Feuille signée lors de l’adoption de la charte"),
    )


def _record(verb: Verb, charter: Charter, by: By, **payload: object) -> None:
    """After every act that anyone may read of: the search reads the charter in force anew."""
    scope = charter.body.scope
    touch(scope)
    if (found := found_of(charter.body)) is not None:
        search.put(found)
    person = by if isinstance(by, User) else None
    record(
        verb,
        scope=scope,
        role=quality(by, scope),
        by=person,
        charter=charter.public_id,
        version=charter.version,
        **payload,
    )
