from django.urls import URLPattern, URLResolver

app_name = "handheld"
urlpatterns: list[URLPattern | URLResolver] = []
