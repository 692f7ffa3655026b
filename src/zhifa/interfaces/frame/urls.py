"""What all doors share: the way in and out, the language, the change counter, search, the county's shapes."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.frame import changes, files, language, login, search, shapes, views

app_name = "frame"
urlpatterns: list[URLPattern | URLResolver] = [
    path("home", views.home, name="home"),
    path("login", login.login_page, name="login"),
    path("logout", login.logout_page, name="logout"),
    path("language", language.choose, name="language"),
    path("changes", changes.changed, name="changes"),
    path("areas.geojson", shapes.areas, name="areas"),
    path("files/<uuid:piece>", files.evidence_file, name="evidence"),
    path("documents/<uuid:document>.<slug:form>", files.document_file, name="document"),
    path("desk/search", search.results, name="search"),
]
if settings.DEMO:
    urlpatterns.append(path("styleguide", views.styleguide, name="styleguide"))
