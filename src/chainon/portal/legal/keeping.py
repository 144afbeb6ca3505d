"""What is kept of people, why and how long: read from what the program does, slice by slice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.accounts.services.housekeeping import INVITATION_KEPT_FOR, UNPROVEN_FOR
from chainon.base.chain.services.by_mail import SILENT, UNCONFIRMED
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.services.answerers import KEPT_FOR as ANSWERERS_KEPT_FOR
from chainon.commitments.commitments.services.hands import KEPT_FOR as OFFERS_KEPT_FOR
from chainon.commitments.commitments.services.importing import KEPT_FOR as IMPORTS_KEPT_FOR
from chainon.deliberation.paper.services.helping import KEPT_FOR as HELPERS_KEPT_FOR
from chainon.governance.guarantors.services.writing import KEPT as MESSAGES_KEPT_FOR


@dataclass(frozen=True)
class Kept:
    """A purpose: what is kept for it and how long, as the program does it."""

    purpose: str
    what: str
    how_long: str


def kept(territory: Scope) -> list[Kept]:
    return [*_coming(territory), *_speaking(), *_following(), *_watching(), *_answering(), *_holding()]


def _coming(territory: Scope) -> list[Kept]:
    months = territory.settings.purge_months
    return [
        Kept(
            _("Vous reconnaître quand vous revenez"),
            _("Adresse électronique, nom affiché, rôles, clés d’accès"),
            _("Jusqu’à ce que vous fermiez votre compte. Un compte jamais confirmé part au bout de {days}.").format(
                days=_days(UNPROVEN_FOR)
            ),
        ),
        Kept(
            _("Rester connecté"),
            _("Un cookie de session, un cookie contre les envois frauduleux ; aucun autre, aucune mesure d’audience"),
            _days(timedelta(seconds=settings.SESSION_COOKIE_AGE)),
        ),
        Kept(
            _("Inviter quelqu’un à un rôle"),
            _("L’adresse à laquelle l’invitation est envoyée"),
            _("{days} après sa fin de validité").format(days=_days(INVITATION_KEPT_FOR)),
        ),
        Kept(
            _("Tirer au sort parmi des volontaires"),
            _("Nom, coordonnées, réponses aux critères du tirage, chacun avec sa raison"),
            _("Le délai écrit sur la page de chaque liste et de chaque tirage ({months} mois le plus souvent)").format(
                months=months
            ),
        ),
    ]


def _speaking() -> list[Kept]:
    return [
        Kept(
            _("Dire une proposition, une raison dans un débat, une interpellation"),
            _(
                "Vos mots, vos images sans le lieu ni l’appareil de la photo, le nom que vous avez demandé, votre "
                "compte si vous en avez un. Sans compte : aucune adresse, aucun téléphone."
            ),
            _(
                "Sans limite : c’est public. Vous pouvez retirer une proposition et faire effacer ses mots. Un compte "
                "fermé laisse « Compte supprimé » ; un brouillon s’efface avec lui."
            ),
        ),
        Kept(
            _("Soutenir"),
            _(
                "Votre compte, ou votre coupon, ou une empreinte du prénom et des quatre chiffres dits à un relais : "
                "le prénom et les chiffres ne sont pas gardés. Le bouton sans compte ne garde qu’un nombre."
            ),
            _("Jusqu’à ce que vous retiriez votre soutien ou fermiez votre compte ; les nombres restent."),
        ),
        Kept(
            _("Écrire sur papier"),
            _(
                "Ce qui est écrit sur la feuille et que vous acceptez de publier, le lieu, le jour, qui l’a tapé. Le "
                "papier lui-même reste à l’équipe."
            ),
            _(
                "Comme une proposition. Le lien de qui aide à taper s’arrête le jour dit ; son "
                "prénom est effacé {days} après."
            ).format(days=_days(HELPERS_KEPT_FOR)),
        ),
        Kept(
            _("Suivre sa parole avec un coupon"),
            _("Un numéro, l’empreinte d’un code, la parole qui va avec ; aucun nom"),
            _("Sans limite. Le code lui-même n’est gardé nulle part."),
        ),
        Kept(
            _("Rejoindre un collectif"),
            _("Votre compte et le mot que vous laissez ; le collectif le lit"),
            _("Jusqu’à la fermeture du compte"),
        ),
    ]


def _following() -> list[Kept]:
    silent = _("{days} sans rien de neuf, quand plus rien n’est attendu").format(days=_days(SILENT))
    return [
        Kept(
            _("Suivre un fil par courriel, sans compte"),
            _("Votre adresse et le fil suivi. Rien ne part avant que vous ayez confirmé."),
            _("Jusqu’à ce que vous arrêtiez, ou {silent}. Une adresse jamais confirmée part au bout de {days}.").format(
                silent=silent, days=_days(UNCONFIRMED)
            ),
        ),
        Kept(
            _("Vous le dire de vive voix"),
            _("Comment vous trouver, dans vos mots ; lu des relais, de l’animation et de l’administration"),
            _("Jusqu’à {silent} ; « rendu de vive voix », le jour et le nombre de personnes restent, sans nom").format(
                silent=silent
            ),
        ),
        Kept(
            _("Vous écrire"),
            _("Adresse, objet, date ; le texte n’est plus gardé dès que le courriel est parti"),
            _("Jusqu’à la fermeture du compte"),
        ),
    ]


def _watching() -> list[Kept]:
    return [
        Kept(
            _("Écrire au garant de la participation"),
            _("Votre message, sa réponse, votre adresse si vous la donnez ; lus du garant seul"),
            _("{days} après le message ; il ne reste alors qu’un nombre").format(days=_days(MESSAGES_KEPT_FOR)),
        ),
        Kept(
            _("Modérer, et pouvoir s’en plaindre"),
            _(
                "Ce que vous signalez et pourquoi, votre compte ou votre adresse si vous la donnez ; "
                "lus de l’équipe et "
                "du garant. La décision et sa raison sont publiques, sans vous."
            ),
            _("L’adresse part avec la décision, le lien avec votre compte quand il ferme ; le motif reste."),
        ),
    ]


def _answering() -> list[Kept]:
    return [
        Kept(
            _("Répondre en public, s’engager"),
            _("La fonction ou le nom public de qui répond, une adresse de travail, qui a signé"),
            _(
                "Réponses et promesses : sans limite, elles sont publiques. L’adresse n’est jamais montrée ; elle est "
                "effacée {days} après que l’équipe a retiré qui répond, dès que plus rien n’est dû."
            ).format(days=_days(ANSWERERS_KEPT_FOR)),
        ),
        Kept(
            _("Donner un coup de main, vérifier une promesse"),
            _(
                "Votre nom, comment vous joindre, ce que vous apportez ; ce que vous avez vu, une "
                "fois par compte ou coupon"
            ),
            _("Nom et contact : {days} après la fin. Ce qui a été vu reste compté, sans compte.").format(
                days=_days(OFFERS_KEPT_FOR)
            ),
        ),
        Kept(
            _("Importer un tableau de promesses"),
            _("Le fichier déposé par l’équipe, le temps de le relire"),
            _days(IMPORTS_KEPT_FOR),
        ),
        Kept(
            _("Compter : rencontres, bilan, données ouvertes"),
            _(
                "Des nombres, sans nom. Aucun nombre de personnes de 1 à 10 n’est montré dans le "
                "bilan ; les fichiers ne "
                "nomment aucune habitante, aucun habitant."
            ),
            _("Sans limite"),
        ),
    ]


def _holding() -> list[Kept]:
    return [
        Kept(
            _("Prouver que l’histoire n’est pas récrite"),
            _("Le journal public : des actes, des qualités, des références sans nom"),
            _("Sans limite. Fermer un compte détruit ce qui reliait ses lignes à la personne."),
        ),
        Kept(
            _("Empêcher qu’on devine un code"),
            _("Le nombre d’essais depuis une adresse internet"),
            _("Quelques minutes à une heure"),
        ),
    ]


def _days(span: timedelta) -> str:
    return ngettext("%(count)d jour", "%(count)d jours", span.days) % {"count": span.days}
