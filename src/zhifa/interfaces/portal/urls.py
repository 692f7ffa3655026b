"""Public pages: no account needed."""

from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.portal import authority, inspections, pages, reports

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("areas/<str:code>", pages.area, name="area"),
    path("matters/<str:code>", pages.matter, name="matter"),
    path("authority", authority.authority, name="authority"),
    path("report", reports.report, name="report"),
    path("report/sent", reports.sent, name="sent"),
    path("track/", reports.track, name="track"),
    path("track/<str:code>", reports.progress, name="progress"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("about", pages.about, name="about"),
]
