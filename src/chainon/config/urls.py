from django.urls import include, path

urlpatterns = [
    path("", include("chainon.base.ui.urls")),
    path("", include("chainon.base.accounts.urls")),
    path("", include("chainon.base.journal.urls")),
    path("", include("chainon.base.mail.urls")),
    path("", include("chainon.base.tasks.urls")),
    path("", include("chainon.base.search.urls")),
    path("", include("chainon.base.chain.urls")),
    path("", include("chainon.base.slips.urls")),
    path("", include("chainon.territory.places.urls")),
    path("", include("chainon.base.files.urls")),
    path("", include("chainon.governance.bodies.urls")),
    path("", include("chainon.governance.processes.urls")),
    path("", include("chainon.governance.gatherings.urls")),
    path("", include("chainon.governance.guarantors.urls")),
    path("", include("chainon.governance.charters.urls")),
    path("", include("chainon.governance.volunteers.urls")),
    path("", include("chainon.governance.draws.urls")),
    path("", include("chainon.deliberation.supports.urls")),
    path("", include("chainon.deliberation.debates.urls")),
    path("", include("chainon.deliberation.proposals.urls")),
    path("", include("chainon.deliberation.recommendations.urls")),
    path("", include("chainon.deliberation.interpellations.urls")),
    path("", include("chainon.deliberation.merging.urls")),
    path("", include("chainon.deliberation.paper.urls")),
    path("", include("chainon.deliberation.moderation.urls")),
    path("", include("chainon.decisions.council.urls")),
    path("", include("chainon.commitments.answers.urls")),
    path("", include("chainon.commitments.commitments.urls")),
    path("", include("chainon.portal.legal.urls")),
    path("", include("chainon.portal.opendata.urls")),
    path("", include("chainon.portal.report.urls")),
    path("", include("chainon.portal.start.urls")),
    path("", include("chainon.portal.watching.urls")),
    path("", include("chainon.portal.desk.urls")),
    path("", include("chainon.portal.overview.urls")),
    path("", include("chainon.portal.home.urls")),
    path("", include("chainon.governance.seats.urls")),
]
handler400 = "chainon.base.ui.views.bad_request"
handler403 = "chainon.base.ui.views.permission_denied"
handler404 = "chainon.portal.home.views.page_not_found"
handler429 = "chainon.base.accounts.views.entrance.too_many_requests"
handler500 = "chainon.base.ui.views.server_error"
