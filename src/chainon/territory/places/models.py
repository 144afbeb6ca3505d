"""Places: where things happen. Each owns a scope of the tree, below its territory or below a larger place."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField, handle


class Kind(models.TextChoices):
    """From the largest to the smallest."""

    COUNTRY = "country", _("Pays")
    REGION = "region", _("Région")
    DEPARTMENT = "department", _("Département")
    INTERCOMMUNALITY = "intercommunality", _("Intercommunalité")
    MUNICIPALITY = "municipality", _("Commune")
    SECTOR = "sector", _("Secteur")
    NEIGHBOURHOOD = "neighbourhood", _("Quartier")
    QPV = "qpv", _("Quartier prioritaire (périmètre officiel)")
    BLOCK = "block", _("Résidence, îlot ou rue")

    @property
    def size(self) -> int:
        """Smaller number, larger place; a place holds only places of its size or smaller."""
        sizes = {Kind.SECTOR: 5, Kind.NEIGHBOURHOOD: 5, Kind.QPV: 5, Kind.BLOCK: 6}
        return sizes.get(self, list(Kind).index(self))

    @property
    def plain(self) -> str:
        """The word of pages: an official perimeter is a neighbourhood first, its label is told beneath."""
        return str(Kind.NEIGHBOURHOOD.label if self is Kind.QPV else self.label)


class PlaceQuerySet(models.QuerySet["Place"]):
    def of(self, territory: Scope) -> PlaceQuerySet:
        """The places of a territory, without their outlines, which are heavy."""
        return self.filter(territory=territory).select_related("scope").defer("outline")


class Place(models.Model):
    """`outline`: GeoJSON Polygon or MultiPolygon in WGS 84, as checked by outlines.py; `sketch`: the same for pictures.

    `lon`, `lat`: its centre in degrees. `insee_code`: of a municipality. Its name and public id are its scope's.
    """

    scope = models.OneToOneField(Scope, primary_key=True, on_delete=models.PROTECT, related_name="place")
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("nature"), max_length=20, choices=Kind)
    insee_code = models.CharField(_("code Insee"), max_length=5, blank=True)
    postcodes = models.CharField(_("codes postaux"), max_length=200, blank=True)
    qpv_code = models.CharField(_("code du quartier prioritaire"), max_length=10, blank=True)
    population = models.PositiveIntegerField(_("nombre d’habitants"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    population_source = models.CharField(_("source"), max_length=120, blank=True)
    outline = models.JSONField(null=True)
    sketch = models.JSONField(null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "insee_code"], condition=~models.Q(insee_code=""), name="place_municipality_once"
            ),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True)
                | models.Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="place_centre_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:place_page", args=[self.handle])

    @property
    def name(self) -> str:
        return str(self.scope.label)

    @property
    def public_id(self) -> str:
        return str(self.scope.public_id)

    @property
    def kind_in_words(self) -> str:
        return Kind(self.kind).plain

    @property
    def centre(self) -> tuple[float, float] | None:
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def handle(self) -> str:
        """What stands in addresses: the public id, then the name for people."""
        return handle(self.public_id, self.name)


class ImportDraft(models.Model):
    """A file of outlines read and checked, waiting for someone to say "yes, these". Kept a day at most.

    `features`: for each of the file's, in order, {"number", "properties", "geometry" or null, "fault"}.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    features = models.JSONField()
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} · {self.parent}"
