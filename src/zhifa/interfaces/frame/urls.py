"""What all doors share: the way in and out, the language, the change counter, search, the county's shapes."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from zhifa.interfaces.frame import account, changes, files, language, locking, login, search, shapes, views

app_name = "frame"
urlpatterns: list[URLPattern | URLResolver] = [
    path("home", views.home, name="home"),
    path("login", login.login_page, name="login"),
    path("login/code", login.code_page, name="login_code"),
    path("lock", locking.lock_page, name="lock"),
    path("lock/now", locking.lock_now, name="lock_now"),
    path("account", account.page, name="account"),
    path("account/password", account.password, name="account_password"),
    path("account/codes", account.begin, name="account_codes"),
    path("account/codes/confirm", account.confirm, name="account_codes_confirm"),
    path("account/codes/recovery", account.recovery, name="account_codes_recovery"),
    path("account/codes/remove", account.remove, name="account_codes_remove"),
    path("account/sessions/others/end", account.end_others, name="account_end_others"),
    path("account/sessions/<uuid:session>/end", account.end_session, name="account_end_session"),
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
