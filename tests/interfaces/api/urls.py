"""The API alone."""

from django.urls import path

from zhifa.interfaces.api.door import api

urlpatterns = [path("api/v1/", api.urls)]
