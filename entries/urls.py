"""The addresses of the site, as the design lists them."""

from django.urls import URLPattern, path, re_path

from entries import sitemaps
from entries.feeds import addresses as feeds
from entries.views import (
    captures,
    changes,
    compare,
    complete,
    days,
    entry,
    health,
    help,
    home,
    listing,
    liveblogs,
    opensearch,
    pictures,
    robots,
    subjects,
    times,
    twins,
)
from entries.views.addresses import DAY, MONTH, YEAR
from entries.views.subjects.kinds import KINDS, Kind

STREAM = "liveblogs/<slug:source_slug>/<slug:slug>/"
AS_ONE = {"of": liveblogs.Coverage}


def subject_paths(kind: Kind) -> list[URLPattern]:
    """The list of one kind, and the page of each."""
    folder, name, which = kind.plural, kind.name, {"kind": kind.name}
    return [
        path(f"{folder}/", subjects.subject_list, which, name=f"{name}_list"),
        path(f"{folder}/<slug:slug>/", subjects.subject, which, name=name),
    ]


app_name = "entries"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("entries/", listing.entry_list, name="entry_list"),
    path("entries/values/<slug:facet>/", listing.facet_values, name="values"),
    path("entries/<str:key>/", entry.entry, name="entry"),
    path("entries/<str:key>/versions/", entry.version_list, name="versions"),
    path("entries/<str:key>/cite/", entry.cite_page, name="cite"),
    path("entries/<str:key>/cite.<slug:ending>", entry.cite_file, name="cite_file"),
    path("entries/<str:key>/<str:slug>/", entry.entry, name="entry"),
    path("entries/<str:key>.png", pictures.entry_picture, name="entry_picture"),
    path("search/complete/", complete.complete, name="complete"),
    path("search/suggest/", opensearch.suggest, name="suggest"),
    path("search/help/", help.search_help, name="search_help"),
    path("api/", twins.api_page, name="api"),
    path("liveblogs/", liveblogs.liveblog_list, name="liveblog_list"),
    path(STREAM, liveblogs.liveblog, name="liveblog"),
    path(f"{STREAM[:-1]}.png", pictures.liveblog_picture, name="liveblog_picture"),
    path(f"{STREAM}all/", liveblogs.whole, name="liveblog_all"),
    path(f"{STREAM}at/", liveblogs.at, name="liveblog_at"),
    path(f"{STREAM}at/<str:time>/", liveblogs.at, name="liveblog_at"),
    path(f"{STREAM}coverage/", liveblogs.coverage, name="liveblog_coverage"),
    path(f"{STREAM}coverage/at/", liveblogs.at, AS_ONE, name="liveblog_coverage_at"),
    path(f"{STREAM}coverage/at/<str:time>/", liveblogs.at, AS_ONE, name="liveblog_coverage_at"),
    path(
        f"{STREAM}coverage/with/<str:key>/",
        liveblogs.with_entry,
        AS_ONE,
        name="liveblog_coverage_with",
    ),
    path(f"{STREAM}with/<str:key>/", liveblogs.with_entry, name="liveblog_with"),
    path("compare/", compare.compare, name="compare"),
    path("compare/first/", compare.first, name="first"),
    path("times/", times.times, name="times"),
    path("captures/<int:pk>/", captures.capture, name="capture"),
    path("captures/<int:pk>/lines/<int:number>/", captures.line, name="capture_line"),
    path("captures/<int:pk>/payload", captures.payload, name="payload"),
    path("changes/", changes.change_list, name="change_list"),
    path("days/", days.day_list, name="day_list"),
    re_path(f"^days/{YEAR}/$", days.year, name="year"),
    re_path(f"^days/{YEAR}/w(?P<week>[0-9]{{2}})/$", days.week, name="week"),
    re_path(f"^days/{YEAR}/{MONTH}/$", days.month, name="month"),
    re_path(f"^days/{YEAR}/{MONTH}/{DAY}/$", days.day, name="day"),
    re_path(f"^on/{MONTH}-{DAY}/$", days.on_this_day, name="on_this_day"),
    *(pattern for kind in KINDS.values() for pattern in subject_paths(kind)),
    *feeds.urlpatterns,
    *sitemaps.urlpatterns,
    # After the feeds: “feed” is no key.
    *twins.urlpatterns,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", pictures.favicon, name="favicon"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("robots.txt", robots.robots, name="robots"),
    # Last, and for addresses that end in a slash alone: others may still be led to one.
    re_path("^(?P<folder>days|on)/(?P<rest>.+)/$", days.no_such_day),
]
