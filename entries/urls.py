"""The addresses of the site, as the design lists them."""

from django.urls import URLPattern

app_name = "entries"
urlpatterns: list[URLPattern] = []
