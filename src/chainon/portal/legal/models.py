"""What only people know of who publishes, hosts, pays and moderates: one row a territory, filled by a short form."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope


class LegalBasis(models.TextChoices):
    """RGPD, article 6(1)."""

    PUBLIC_TASK = "public_task", _("une mission d’intérêt public (article 6, 1, e du RGPD)")
    INTEREST = "interest", _("l’intérêt légitime de la structure à animer la participation (article 6, 1, f)")
    CONSENT = "consent", _("l’accord de chaque personne, qu’elle peut retirer (article 6, 1, a)")


class Conformity(models.TextChoices):
    """RGAA: without an audit, the declaration must say « non conforme »."""

    UNKNOWN = "unknown", _("aucun audit n’a été fait")
    NONE = "none", _("non conforme : moins de la moitié des critères sont respectés")
    PARTIAL = "partial", _("partiellement conforme : au moins la moitié des critères sont respectés")
    TOTAL = "total", _("totalement conforme : tous les critères sont respectés")


class LegalNotice(models.Model):
    territory = models.OneToOneField(Scope, primary_key=True, on_delete=models.CASCADE, related_name="+")
    publisher = models.CharField(_("structure qui publie cette plateforme"), max_length=160, blank=True)
    publisher_status = models.CharField(_("statut et numéro"), max_length=160, blank=True)
    publisher_address = models.CharField(_("adresse de la structure"), max_length=250, blank=True)
    publisher_phone = models.CharField(_("téléphone de la structure"), max_length=30, blank=True)
    contact_email = models.EmailField(_("adresse électronique de contact"), blank=True)
    director = models.CharField(_("personne responsable de la publication"), max_length=160, blank=True)
    host = models.CharField(_("hébergeur"), max_length=160, blank=True)
    host_address = models.CharField(_("adresse de l’hébergeur"), max_length=250, blank=True)
    host_phone = models.CharField(_("téléphone de l’hébergeur"), max_length=30, blank=True)
    legal_basis = models.CharField(_("base légale"), max_length=12, choices=LegalBasis, blank=True)
    data_officer = models.CharField(_("délégué ou déléguée à la protection des données"), max_length=250, blank=True)
    processors = models.TextField(_("autres sous-traitants"), max_length=2000, blank=True)
    conformity = models.CharField(
        _("état de l’accessibilité"), max_length=8, choices=Conformity, default=Conformity.UNKNOWN
    )
    audited_on = models.DateField(_("date de l’audit"), null=True, blank=True)
    audited_by = models.CharField(_("audit fait par"), max_length=160, blank=True)
    known_issues = models.TextField(_("ce qui n’est pas encore accessible"), max_length=4000, blank=True)
    funders = models.TextField(_("qui paie"), max_length=2000, blank=True)
    moderators = models.TextField(_("qui modère"), max_length=2000, blank=True)
    server_people = models.TextField(_("qui a accès au serveur"), max_length=2000, blank=True)
    updated_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.publisher or str(self.territory_id)
