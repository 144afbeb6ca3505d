"""One address: the bytes of a kept file, for those who may read it."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from chainon.base.scopes.models import Scope, Territory

from . import rules, storage
from .models import File, Visibility


@require_safe
def show_file(request: HttpRequest, public_id: str, name: str) -> HttpResponseBase:
    """`name` is for the reader and the saved file; the public id alone decides."""
    territory: Territory | None = getattr(request, "territory", None)
    here = Scope.objects.within(territory.scope) if territory else Scope.objects.none()
    files = File.objects.exclude(visibility=Visibility.SEALED).filter(scope__in=here).select_related("scope")
    file = get_object_or_404(files, public_id=public_id)
    rules.may_see(request.user, file).require()
    if file.purged_at is not None:
        return render(request, "files/gone.html", {"file": file}, status=410)
    return _serve(request, file)


def _serve(request: HttpRequest, file: File) -> HttpResponseBase:
    """Asked again at each use (a purge must be seen), sent again only when changed."""
    is_public = file.visibility == Visibility.PUBLIC

    @cache_control(public=is_public, private=not is_public, no_cache=True)
    @condition(etag_func=lambda _request: quote_etag(file.sha256))
    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            stream = storage.path_of(file.sha256).open("rb")
        except FileNotFoundError:
            return render(request, "files/missing.html", {"file": file}, status=404)
        response = FileResponse(
            stream, as_attachment=not file.is_picture, filename=file.name, content_type=file.content_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return answer(request)
