"""What programs can ask the archive for, told to people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.records import ENTRY_COLUMNS

from .listings import PART


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    context = {"part": PART, "columns": list(ENTRY_COLUMNS)}
    return render(request, "entries/api.html", context)
