"""What a server's supervisor asks for."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, else 503 with what is missing."""
    reason = not_ready(connection)
    status = 503 if reason else 200
    return HttpResponse(f"{reason or 'ready'}\n", content_type="text/plain", status=status)


def not_ready(connection: BaseDatabaseWrapper) -> str:
    """What keeps pages from being served, or nothing."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "the database does not answer"
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "the database is not migrated: run manage.py migrate"
    return ""
