"""Where the pages of the admin are, who may see them, and what they say, as text."""

from __future__ import annotations

import re
from html import unescape

from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from .world import first


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:entries_{model._meta.model_name}_{page}", args=args)


def list_address(model: type[Model]) -> str:
    return address(model, "changelist")


def change_address(model: type[Model]) -> str:
    """The page of the first row, to which the others belong."""
    return address(model, "change", first(model).pk)


def page_of(row: object, page: str = "change") -> str:
    return reverse(f"admin:entries_{row._meta.model_name}_{page}", args=[row.pk])


def queue(query: str = "") -> str:
    """The review queue."""
    return reverse("admin:entries_suggestion_review") + query


def page_for(action: str, *keys: str) -> str:
    """The page that asks on about some of its names, which came from the queue of persons."""
    query = "&".join(f"key={key}" for key in keys)
    return f"{reverse(f'admin:entries_suggestion_review_{action}')}?{query}&filters=kind%3Dperson"


def add_page(model: type) -> str:
    return reverse(f"admin:entries_{model._meta.model_name}_add")


def log_on(client: Client, row: object) -> str:
    """The text of the log on a row's page."""
    page = client.get(page_of(row)).content.decode()
    section = re.search(r"<section[^>]*>\s*<h2[^>]*>Log .*?</section>", page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", section[0])).split())


def user_who_may(client: Client, *permissions: str) -> User:
    """One of the staff with no other permissions, who is logged in from then on."""
    user = User.objects.create_user("clerk", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return user


def text_of(response: HttpResponse) -> str:
    body = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body[body.index("<main") :])).split())


def messages_of(response: HttpResponse) -> str:
    found = re.findall(r'<ul class="messagelist">.*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", " ".join(found))).split())
