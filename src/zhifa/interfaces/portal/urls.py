"""Public pages: no account needed."""

from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.portal import authority, boundaries, empowerment, inspections, notices, open_data, pages, reports, who

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("areas/<str:code>", pages.area, name="area"),
    path("matters/", pages.matters, name="matters"),
    path("matters/<str:code>", pages.matter, name="matter"),
    path("who/<str:area>", who.here, name="here"),
    path("who/<str:area>/<str:matter>", who.who, name="who"),
    path("boundaries", boundaries.boundaries, name="boundaries"),
    path("open-data", open_data.listing, name="open_data"),
    path("open-data/<slug:name>", open_data.dataset, name="open_dataset"),
    path("open-data/<slug:name>.<str:form>", open_data.file, name="open_file"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<str:organ>.pdf", notices.notice_file, name="notice_file"),
    path("notices/<str:organ>", notices.notice, name="notice"),
    path("authority", authority.authority, name="authority"),
    path("report", reports.report, name="report"),
    path("report/sent", reports.sent, name="sent"),
    path("track/", reports.track, name="track"),
    path("track/<str:code>", reports.progress, name="progress"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("empowerment", empowerment.empowerment, name="empowerment"),
    path("about", pages.about, name="about"),
]
