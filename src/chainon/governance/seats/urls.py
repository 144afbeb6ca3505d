from django.urls import path

from .views import answering, board, letters, lines, replacing

app_name = "seats"

SEATS = "tirages/<str:public_id>/sieges"
ONE = f"{SEATS}/<str:invitation_id>"

urlpatterns = [
    path(SEATS, board.board, name="board"),
    path(f"{SEATS}/courriers", letters.write_letters, name="letters"),
    path(f"{ONE}/reponse", board.enter_answer, name="enter_answer"),
    path(f"{ONE}/autorisation", board.note_authorisation, name="note_authorisation"),
    path(f"{ONE}/depart", board.note_departure, name="note_departure"),
    path(f"{ONE}/suivante", replacing.call_next, name="call_next"),
    path(f"{ONE}/vide", replacing.leave_empty, name="leave_empty"),
    path(f"{ONE}/places", replacing.change_places, name="change_places"),
    path("tirages/<str:public_id>/remerciements", letters.thanks, name="thanks"),
    path("tirages/<str:public_id>/remerciements/courriels", letters.send_thanks, name="send_thanks"),
    path("tirages/<str:public_id>/remerciements/courriers", letters.print_thanks, name="print_thanks"),
    path("reponse", answering.answer_code, name="answer_code"),
    path("reponse/<str:code>", answering.answer, name="answer"),
    path("reponse/<str:code>/autorisation", answering.authorisation, name="authorisation"),
    path("ma-ligne", lines.line_code, name="line_code"),
    path("ma-ligne/<str:code>", lines.line, name="line"),
    path("ma-ligne/<str:code>/ligne.json", lines.line_file, name="line_file"),
    path("mes-invitations", answering.own_invitations, name="own_invitations"),
    path("mes-invitations/<str:invitation_id>", answering.own_answer, name="own_answer"),
    path("mes-invitations/<str:invitation_id>/autorisation", answering.own_authorisation, name="own_authorisation"),
]
