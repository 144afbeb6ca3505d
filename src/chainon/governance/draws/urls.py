from django.urls import path

from .views import ceremony, freezing, preparing, public

app_name = "draws"

urlpatterns = [
    path("instances/<str:public_id>/tirage", preparing.draw_create, name="create"),
    path("tirages/verify_draw.py", public.verify_script, name="verify_script"),
    path("tirages/temoin/<str:token>", freezing.draw_witness, name="witness"),
    path("tirages/<str:public_id>", public.draw_detail, name="detail"),
    path("tirages/<str:public_id>/places", preparing.draw_places, name="places"),
    path("tirages/<str:public_id>/places/possible", preparing.draw_feasibility, name="feasibility"),
    path("tirages/<str:public_id>/profils-rares", preparing.draw_rare_profiles, name="rare_profiles"),
    path("tirages/<str:public_id>/date", preparing.draw_schedule, name="schedule"),
    path("tirages/<str:public_id>/preparation", freezing.draw_prepare, name="prepare"),
    path("tirages/<str:public_id>/calcul", freezing.draw_compute, name="compute"),
    path("tirages/<str:public_id>/calcul/arreter", freezing.draw_compute_cancel, name="compute_cancel"),
    path("tirages/<str:public_id>/proposer", freezing.draw_submit, name="submit"),
    path("tirages/<str:public_id>/accord", freezing.draw_approve, name="approve"),
    path("tirages/<str:public_id>/refus", freezing.draw_decline, name="decline"),
    path("tirages/<str:public_id>/temoin", freezing.draw_witness_link, name="witness_link"),
    path("tirages/<str:public_id>/ceremonie", ceremony.ceremony, name="ceremony"),
    path("tirages/<str:public_id>/ceremonie/confirmer", ceremony.ceremony_confirm, name="ceremony_confirm"),
    path("tirages/<str:public_id>/groupe", ceremony.reveal, name="reveal"),
    path("tirages/<str:public_id>/avant.json", public.frozen_file, name="frozen_file"),
    path("tirages/<str:public_id>/tirage.json", public.opened_file, name="opened_file"),
    path("tirages/<str:public_id>/table.json", public.table_file, name="table_file"),
    path("tirages/<str:public_id>/scelle", public.sealed_file, name="sealed_file"),
    path("tirages/<str:public_id>/verifier", public.draw_verify, name="verify"),
    path("tirages/<str:public_id>/annuler", public.draw_cancel, name="cancel"),
]
