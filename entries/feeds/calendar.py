"""The feeds of the calendar: the entries of a year, a month, a week or a day, and of a day of the
calendar in every year. Days are those of each source's own calendar.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entries.models import Entry
from entries.search import Query
from entries.search.nodes import Span
from entries.search.periods import Period
from entries.views.days.every_year import in_every_year
from entries.views.days.ways import (
    LEAP_YEAR,
    Way,
    date_or_404,
    way_to_day,
    way_to_every_year,
    way_to_month,
    way_to_week,
    way_to_year,
    week_or_404,
)

from .answers import answer, feed
from .channels import Channel, listed, searched
from .items import entry_items


@feed
def year(request: HttpRequest, form: str, year: str) -> HttpResponse:
    first = date_or_404(year)
    return answer_with(request, form, way_to_year(first), one_span(first, "year"))


@feed
def month(request: HttpRequest, form: str, year: str, month: str) -> HttpResponse:
    first = date_or_404(year, month)
    return answer_with(request, form, way_to_month(first), one_span(first, "month"))


@feed
def week(request: HttpRequest, form: str, year: str, week: str) -> HttpResponse:
    """The entries of an ISO week."""
    days = week_or_404(year, week)
    span = Span(Period.of(days[0], "day"), Period.of(days[-1], "day"))
    return answer_with(request, form, way_to_week(days[0]), span)


@feed
def day(request: HttpRequest, form: str, year: str, month: str, day: str) -> HttpResponse:
    date = date_or_404(year, month, day)
    return answer_with(request, form, way_to_day(date), one_span(date, "day"))


@feed
def on_this_day(request: HttpRequest, form: str, month: str, day: str) -> HttpResponse:
    """The entries of a day of the calendar in every year."""
    date = date_or_404(str(LEAP_YEAR), month, day)
    way = way_to_every_year(date)
    title = _("%(day)s in every year") % {"day": way.name}
    channel = Channel(title, _("The entries of this day, the newest first"), way.address)
    rows = Entry.objects.on_days(in_every_year(date)).newest_first().for_listing()
    return answer(request, form, listed(request, form, channel, rows, entry_items))


def one_span(first: dt.date, unit: str) -> Span:
    """The year, month or day that this date begins."""
    period = Period.of(first, unit)
    return Span(period, period)


def answer_with(request: HttpRequest, form: str, way: Way, span: Span) -> HttpResponse:
    """The entries of the time that a page of the calendar shows."""
    channel = Channel(way.name, _("The entries of this time, the newest first"), way.address)
    return answer(request, form, searched(request, form, channel, Query(span=span)))
