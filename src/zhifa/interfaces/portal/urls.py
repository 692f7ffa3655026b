"""Public pages: no account needed."""

from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.portal import pages

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("areas/<str:code>", pages.area, name="area"),
    path("about", pages.about, name="about"),
]
