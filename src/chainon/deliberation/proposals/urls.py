from __future__ import annotations

from django.urls import path

from .views import acts, public, writing

app_name = "proposals"
urlpatterns = [
    path("propositions/", public.proposal_list, name="proposal_list"),
    path("propositions/dire", writing.proposal_say, name="proposal_say"),
    path("propositions/saisir", writing.proposal_enter, name="proposal_enter"),
    path("propositions/a-relire", acts.review_list, name="review_list"),
    path("propositions/non-publiees", public.refused_list, name="refused_list"),
    path("propositions/<proposal:proposal_handle>", public.proposal_page, name="proposal_page"),
    path("propositions/<proposal:proposal_handle>/retirer", acts.proposal_withdraw, name="proposal_withdraw"),
    path("propositions/<proposal:proposal_handle>/publier", acts.proposal_publish, name="proposal_publish"),
    path("propositions/<proposal:proposal_handle>/refuser", acts.proposal_refuse, name="proposal_refuse"),
]
