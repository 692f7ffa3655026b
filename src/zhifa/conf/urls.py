"""Where each door begins."""

from django.urls import include, path

from zhifa.interfaces.api.door import api
from zhifa.interfaces.frame.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("api/v1/", api.urls),
    path("", include("zhifa.interfaces.frame.urls")),
    path("replay/", include("zhifa.interfaces.frame.replay_urls")),
    path("desk/", include("zhifa.interfaces.web.urls")),
    path("m/", include("zhifa.interfaces.handheld.urls")),
    path("", include("zhifa.interfaces.portal.urls")),
]

handler403 = "zhifa.interfaces.frame.refusals.forbidden"
handler404 = "zhifa.interfaces.frame.refusals.not_found"
handler500 = "zhifa.interfaces.frame.refusals.fault"
