"""The day at the press of a button: in demonstrations only, production does not know these addresses."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.frame import replay

app_name = "replay"
DEMONSTRATION: list[URLPattern | URLResolver] = [
    path("", replay.page, name="page"),
    path("now", replay.now, name="now"),
    path("begin", replay.begin, name="begin"),
    path("pace", replay.pace, name="pace"),
    path("stop", replay.stop, name="stop"),
]
urlpatterns = DEMONSTRATION if settings.DEMO else []
