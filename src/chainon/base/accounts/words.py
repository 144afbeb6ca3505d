"""What each role is for, in the words of the invitation."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Role

WHAT_FOR: dict[str, str | Promise] = {
    Role.ADMINISTRATOR: _("régler la plateforme et donner les rôles"),
    Role.FACILITATOR: _("préparer et animer les démarches, saisir ce qui vient du papier, suivre ce qui attend"),
    Role.MEMBER: _("parler au nom de l’instance, la réunir, publier ses comptes rendus"),
    Role.GUARANTOR: _("tout voir, alerter, donner un avis public ; sans animer ni administrer"),
    Role.OFFICIAL: _("répondre, décider et s’engager au nom de la collectivité"),
    Role.SERVICE: _("répondre au nom d’un service et dire où en sont les engagements"),
    Role.RELAY: _("aller vers les voisines et les voisins, noter leurs besoins, leur rapporter les réponses"),
    Role.PARTNER: _("lire, vérifier, et tenir sa part des engagements"),
}
