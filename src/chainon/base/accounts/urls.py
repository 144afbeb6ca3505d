from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .views import entrance, keys, links, own, team

# allauth knows its pages by these names; those that make no sense without passwords have no address at all.
by_allauth: list[URLPattern] = [
    path("compte/entrer", entrance.enter, name="account_login"),
    path("compte/entrer", entrance.enter, name="account_request_login_code"),
    path("compte/entrer/code", entrance.enter_code, name="account_confirm_login_code"),
    path("compte/entrer/cle", entrance.enter_by_key, name="mfa_login_webauthn"),
    path("compte/entrer/preuve", entrance.second_proof, name="mfa_authenticate"),
    path("compte/creer", entrance.sign_up, name="account_signup"),
    path("compte/confirmer-adresse", entrance.email_code, name="account_email_verification_sent"),
    path("compte/sortir", entrance.leave, name="account_logout"),
    path("compte/ferme", entrance.closed, name="account_inactive"),
    path("compte/adresse", own.change_email, name="account_email"),
    path("compte/preuve", entrance.prove_again, name="mfa_reauthenticate"),
    path("compte/preuve/cle", entrance.prove_again_by_key, name="mfa_reauthenticate_webauthn"),
    path("compte/cles/", keys.keys, name="mfa_index"),
    path("compte/cles/", keys.keys, name="mfa_list_webauthn"),
    path("compte/cles/ajouter", keys.add_key, name="mfa_add_webauthn"),
    path("compte/cles/<slug:key>/renommer", keys.rename_key, name="mfa_edit_webauthn"),
    path("compte/cles/<slug:key>/retirer", keys.remove_key, name="mfa_remove_webauthn"),
    path("compte/codes-de-secours", keys.recovery_codes, name="mfa_view_recovery_codes"),
]

ours: list[URLPattern] = [
    path("compte/", own.home, name="home"),
    path("compte/sortir-partout", own.leave_everywhere, name="leave_everywhere"),
    path("compte/mes-donnees.json", own.own_data, name="own_data"),
    path("compte/fermer", own.close, name="close"),
    path("compte/equipe/", team.team, name="team"),
    path("compte/equipe/inviter", team.invite, name="invite"),
    path("compte/equipe/roles/<slug:grant_id>/retirer", team.withdraw, name="role_withdraw"),
    path("compte/equipe/invitations/<slug:invitation_id>", team.change_invitation, name="invitation_change"),
    path("invitations/<str:token>", links.invitation, name="invitation"),
    path("demarrer/<str:token>", links.setup, name="setup"),
    path("demonstration/entrer", links.demonstration, name="demonstration_enter"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *by_allauth,
    path("", include((ours, "accounts"))),
]
