"""The archive's addresses: the site's own, and the admin's."""

from django.contrib import admin
from django.urls import include, path

from archive.languages import choose
from entries.admin.choices import TellingChoices

handler400 = "entries.views.refusals.bad_request"
handler404 = "entries.views.missing.missing"

urlpatterns = [
    # Before Django's own answer at this address, which gives bare names.
    path(
        "admin/autocomplete/", admin.site.admin_view(TellingChoices.as_view(admin_site=admin.site))
    ),
    path("admin/", admin.site.urls),
    path("language/", choose, name="set_language"),
    path("", include("entries.urls")),
]
