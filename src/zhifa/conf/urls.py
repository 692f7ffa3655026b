"""Where each door begins."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("zhifa.interfaces.web.urls")),
    path("m/", include("zhifa.interfaces.handheld.urls")),
    path("", include("zhifa.interfaces.portal.urls")),
]
