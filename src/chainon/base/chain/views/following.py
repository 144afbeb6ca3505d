"""Following a thread: by one's account, by e-mail without one; and stopping, by the link of any mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base import codes
from chainon.base.chain import letters, services
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.forms import MailForm
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.ui.posting import posted

ASKED = 10
"""How many addresses one connection may give in an hour."""


@login_required
@require_POST
def follow(request: HttpRequest, node_id: str) -> HttpResponse:
    node = node_of(request, node_id)
    services.follow(by=account_of(request), node=node)
    messages.success(request, _("Vous suivez ce fil : un courriel vous dira quand quelque chose arrive."))
    return redirect(url_of(node))


@login_required
@require_POST
def unfollow(request: HttpRequest, node_id: str) -> HttpResponse:
    node = node_of(request, node_id)
    services.stop_following(by=account_of(request), node=node)
    messages.success(request, _("Vous ne suivez plus ce fil."))
    return redirect(url_of(node))


@require_http_methods(["GET", "HEAD", "POST"])
def follow_by_mail(request: HttpRequest, node_id: str) -> HttpResponse:
    """The answer is the same whether or not the address followed already."""
    node = node_of(request, node_id)
    form = MailForm(posted(request))
    status = 422
    if request.method == "POST" and form.is_valid():
        if codes.count(request, "chain.follow") <= ASKED:
            services.ask_to_follow(node=node, email=form.cleaned_data["email"])
            return redirect("chain:follow_asked")
        form.add_error("email", _("Trop d’adresses données d’ici en une heure : réessayez plus tard."))
        status = 429
    context = {"form": form, "node": node, "url": url_of(node)}
    return render(request, "chain/follow_by_mail.html", context, status=status if form.errors else 200)


@require_safe
@unchanged_since
def follow_asked(request: HttpRequest) -> HttpResponse:
    territory_of(request)
    return render(request, "chain/follow_asked.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, confirm_token: str) -> HttpResponse:
    """The link of the mail: opening it changes nothing, its button says yes."""
    found = letters.follow_to_confirm(confirm_token, territory_of(request))
    if found is None:
        return render(request, "chain/confirm_too_late.html", status=404)
    if request.method == "POST":
        services.confirm_follow(follow=found)
        return redirect("chain:confirm", confirm_token)
    return render(request, "chain/confirm.html", {"follow": found, "node": found.node, "url": url_of(found.node)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_all(request: HttpRequest, stop_token: str) -> HttpResponse:
    """The link of the mails: opening it changes nothing, its buttons stop one thread or all."""
    follows = letters.follows_of(stop_token, territory_of(request))
    if follows is None:
        raise Http404
    if request.method == "POST":
        services.stop_some(follows=follows, only=request.POST.get("only", ""))
        return redirect("chain:stop_all", stop_token)
    rows = [(each, each.node.title if each.node.is_public else "") for each in follows]
    return render(request, "chain/stop_all.html", {"rows": rows, "count": len(rows)})
