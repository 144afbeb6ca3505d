from __future__ import annotations

from django.urls import path

from .views import acts, entering, hiding, maps, own, public, writing

app_name = "proposals"
urlpatterns = [
    path("propositions/", public.proposal_list, name="proposal_list"),
    path("propositions/carte", maps.proposal_map, name="proposal_map"),
    path("propositions/plan.svg", maps.plan, name="plan"),
    path("propositions/dire", writing.proposal_say, name="proposal_say"),
    path("propositions/saisir", entering.proposal_enter, name="proposal_enter"),
    path("propositions/brouillons", own.draft_list, name="draft_list"),
    path("propositions/brouillons/<slug:own_draft_id>/effacer", own.draft_erase, name="draft_erase"),
    path("propositions/signer/<str:signing_token>", own.proposal_sign, name="proposal_sign"),
    path("propositions/a-relire", acts.review_list, name="review_list"),
    path("propositions/non-publiees", public.refused_list, name="refused_list"),
    path("propositions/<proposal:proposal_handle>", public.proposal_page, name="proposal_page"),
    path("propositions/<proposal:proposal_handle>/versions", public.proposal_versions, name="proposal_versions"),
    path("propositions/<proposal:proposal_handle>/changer", own.proposal_change, name="proposal_change"),
    path("propositions/<proposal:proposal_handle>/images", own.proposal_pictures, name="proposal_pictures"),
    path(
        "propositions/<proposal:proposal_handle>/images/<slug:picture_id>/effacer",
        own.picture_remove,
        name="picture_remove",
    ),
    path(
        "propositions/<proposal:proposal_handle>/images/<slug:picture_id>/ne-plus-montrer",
        hiding.picture_hide,
        name="picture_hide",
    ),
    path(
        "propositions/<proposal:proposal_handle>/images/<slug:hidden_picture_id>/montrer",
        hiding.picture_show,
        name="picture_show",
    ),
    path("propositions/<proposal:proposal_handle>/signataires", own.proposal_signers, name="proposal_signers"),
    path(
        "propositions/<proposal:proposal_handle>/signataires/<slug:signature_id>/oter",
        own.signature_remove,
        name="signature_remove",
    ),
    path("propositions/<proposal:proposal_handle>/retirer", acts.proposal_withdraw, name="proposal_withdraw"),
    path("propositions/<proposal:proposal_handle>/publier", acts.proposal_publish, name="proposal_publish"),
    path("propositions/<proposal:proposal_handle>/refuser", acts.proposal_refuse, name="proposal_refuse"),
]
