"""Where each door begins."""

from django.urls import include, path

from zhifa.interfaces.frame.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("desk/", include("zhifa.interfaces.web.urls")),
    path("m/", include("zhifa.interfaces.handheld.urls")),
    path("", include("zhifa.interfaces.portal.urls")),
]
