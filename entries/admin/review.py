"""The review queue of suggested names: what it shows, and the decisions taken there.

Everything works by plain forms; a script lets one go through the list by keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entries.deciding import retagging
from entries.deciding.queue import Group, example, groups, undecided, with_entries
from entries.deciding.suggestions import (
    Impossible,
    accept_as_alias,
    accept_as_new,
    bearers,
    bearers_of_each,
    link,
    refuse,
)
from entries.models import NameRefusal

from .base import admin_link, being_tagged, changelist, decided, taken_in
from .choices import told_apart
from .permissions import decisions_allowed, kinds_allowed, may_change
from .review_forms import (
    FilterForm,
    LinkForm,
    NewNameForm,
    SubjectChoice,
    clashes,
)

View = Callable[[HttpRequest], HttpResponse]
A_PAGE = 25
AT_ONCE = 100  # names on one page that asks on; entries shown of one name
THE_OTHERS = _(
    "%(number)s names are ticked: these are the first %(shown)s. The others stay in the list."
)
NOTHING_CHOSEN = _("No name is chosen. Tick some, or use the buttons of one.")


class ReviewViews(admin.ModelAdmin):
    """The pages of the queue, under the list of suggestions."""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "review": self.review,
            "review/new": self.accept_new,
            "review/alias": self.accept_alias,
            "review/link": self.link_words,
            "review/tag": self.tag_now,
        }
        own = [
            path(f"{page}/", self.admin_site.admin_view(answered(view)), name=page_name(page))
            for page, view in pages.items()
        ]
        return own + super().get_urls()

    def review(self, request: HttpRequest) -> HttpResponse:
        """The list, and what is done with names that are ticked on it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.act(request)
        form = FilterForm(request.GET)
        page = Paginator(form.keys(), A_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Names to review"),
            "filter_form": form,
            "page": page,
            "groups": groups([row["key"] for row in page]),
            "due": retagging.waiting(),
            "may": decisions_allowed(request),
        }
        return self.page(request, "queue", context)

    def act(self, request: HttpRequest) -> HttpResponse:
        """Refuse names at once; for everything else there is a page that asks on."""
        action = next((name for name in ACTIONS if name in request.POST), "")
        one = request.POST.get(action)
        keys = without_nul([one] if one else request.POST.getlist("key"))
        if not action or not keys:
            messages.warning(request, NOTHING_CHOSEN)
            return HttpResponseRedirect(queue_address(request.GET))
        if not decisions_allowed(request)[action]:
            raise PermissionDenied
        if action != "refuse":
            return self.ask_on(request, action, keys)
        with decided(request):
            number = refuse(keys)
        refusals = format_html('<a href="{}">{}</a>', changelist(NameRefusal), _("Take it back"))
        text = ngettext(
            "Refused for good: {number} name. {link}",
            "Refused for good: {number} names. {link}",
            number,
        )
        messages.success(request, format_html(text, number=intcomma(number), link=refusals))
        return HttpResponseRedirect(queue_address(request.GET))

    def ask_on(self, request: HttpRequest, action: str, keys: list[str]) -> HttpResponse:
        """To the page of an action, with as many of the names as it can show."""
        if len(keys) > AT_ONCE:
            messages.warning(
                request, THE_OTHERS % {"number": intcomma(len(keys)), "shown": AT_ONCE}
            )
        query = {"key": keys[:AT_ONCE], "filters": request.GET.urlencode()}
        address = reverse(f"admin:{page_name(f'review/{action}')}")
        return HttpResponseRedirect(f"{address}?{urlencode(query, doseq=True)}")

    def accept_new(self, request: HttpRequest) -> HttpResponse:
        """Say what each of some names is, and make it known."""
        kinds = kinds_allowed(request)
        found = self.chosen(request, "new")
        forms = [
            NewNameForm(group, kinds, data=sent(request), prefix=f"name-{number}")
            for number, group in enumerate(found)
        ]
        focused(forms[0], "kind")
        valid = request.method == "POST" and all(form.is_valid() for form in forms)
        if valid and not clashes(forms):
            with decided(request):
                made = [accept_as_new(form.group.key, form.new_name()) for form in forms]
            links = format_html_join(
                ", ", "{}", ((admin_link(subject),) for subject, number in made)
            )
            told = format_html(_("Known now: {names}."), names=links)
            self.tell(request, told, sum(number for subject, number in made))
            return self.back(request)
        context = {"title": _("Accept as new"), "forms": forms, "known": known_already(found)}
        context |= {"media": self.media + forms[0].media, "may": decisions_allowed(request)}
        return self.page(request, "new", context)

    def accept_alias(self, request: HttpRequest) -> HttpResponse:
        """Say whose other names some names are."""
        found = self.chosen(request, "alias")
        form = SubjectChoice(sent(request))
        if request.method == "POST" and form.is_valid():
            if not may_change(request, form.subject):
                raise PermissionDenied
            with decided(request):
                number = accept_as_alias([group.key for group in found], form.subject)
            names = ", ".join(f"“{group.name}”" for group in found)
            subject = admin_link(form.subject, anchor="#names-group")
            text = format_html(
                _("{subject} now goes by {names} too."), subject=subject, names=names
            )
            self.tell(request, text, number)
            return self.back(request)
        context = {"title": _("Accept as other names"), "form": form, "groups": found}
        return self.page(request, "alias", {**context, "media": self.media + form.media})

    def link_words(self, request: HttpRequest) -> HttpResponse:
        """Say which of the known ones called so the words of some entries mean."""
        group = self.chosen(request, "link")[0]
        rows = list(with_entries(undecided([group.key]))[:AT_ONCE])
        form = LinkForm(bearers(group.key), rows, sent(request))
        focused(form, "meant")
        if request.method == "POST" and form.is_valid():
            with decided(request):
                number = link([form.rows[key] for key in form.cleaned_data["words"]], form.subject)
            told = ngettext(
                "Linked to {subject}: {number} entry.",
                "Linked to {subject}: {number} entries.",
                number,
            )
            subject = admin_link(form.subject)
            linked = format_html(told, subject=subject, number=intcomma(number))
            messages.success(request, linked)
            return self.back(request)
        context = {
            "title": _("Which “%(name)s” is meant?") % {"name": group.name},
            "group": group,
            "form": form,
            "examples": [example(row) for row in rows],
            "chosen": request.POST.getlist("words") if request.POST else list(form.rows),
            "media": self.media + form.media,
        }
        return self.page(request, "link", context)

    def tag_now(self, request: HttpRequest) -> HttpResponse:
        """Start once more what links entries anew."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            retagging.start()
            messages.info(request, _("The entries that are due are being tagged again."))
        return HttpResponseRedirect(queue_address(request.GET))

    def chosen(self, request: HttpRequest, action: str) -> list[Group]:
        """The groups that the address names, for those who may decide on them."""
        if not self.has_view_permission(request) or not decisions_allowed(request)[action]:
            raise PermissionDenied
        found = groups(without_nul(request.GET.getlist("key"))[:AT_ONCE])
        if not found:
            raise Impossible(_("Nothing is suggested under this name any more."))
        return found

    def tell(self, request: HttpRequest, done: SafeString, number: int) -> None:
        messages.success(request, format_html("{} {}", done, being_tagged(number)))

    def back(self, request: HttpRequest) -> HttpResponse:
        """To the queue, as it was filtered."""
        return HttpResponseRedirect(queue_address(QueryDict(request.GET.get("filters", ""))))

    def page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "queue": queue_address(QueryDict(request.GET.get("filters", ""))),
        }
        template = f"admin/entries/review/{name}.html"
        return TemplateResponse(request, template, {**shared, **context})


def known_already(found: list[Group]) -> list[tuple[Group, list[str]]]:
    """Of the groups those whose name known ones have too, with what tells these apart.

    A name that counts only beside certain words is suggested where these are lacking.
    """
    known = bearers_of_each(group.key for group in found)
    return [
        (group, [told_apart(subject) for subject in known[group.key]])
        for group in found
        if known[group.key]
    ]


def answered(view: View) -> View:
    """The view, which says so where a decision makes no sense, and goes back to the queue."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return taken_in(request, view(request))
        except Impossible as error:
            messages.error(request, str(error))
            filters = QueryDict(request.GET.get("filters", ""))
            return HttpResponseRedirect(queue_address(filters))

    return answer


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was filled in with; None where it is only asked for."""
    return request.POST if request.method == "POST" else None


def focused(form: Form, field: str) -> None:
    """Give a field of the form the focus: who works by keyboard need not go there first."""
    form.fields[field].widget.attrs["autofocus"] = True


def without_nul(keys: list[str]) -> list[str]:
    """The keys that the database can be asked for."""
    return [key for key in keys if key and "\0" not in key]


ACTIONS = ("new", "alias", "link", "refuse")


def page_name(page: str) -> str:
    """The name of the address of a page of the queue."""
    return f"entries_suggestion_{page.replace('/', '_')}"


def queue_address(query: QueryDict) -> str:
    """The queue, filtered."""
    filters = query.urlencode()
    return f"{reverse('admin:entries_suggestion_review')}{'?' if filters else ''}{filters}"
