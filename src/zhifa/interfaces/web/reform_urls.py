"""Addresses of what the reform figures rest on: lists that are confirmed, drills, looks for directives."""

from django.urls import path

from zhifa.interfaces.web import drills, professional_lists

patterns = [
    path("reform/lists/", professional_lists.listing, name="professional_lists"),
    path("reform/lists/<uuid:entry>/", professional_lists.one, name="professional_list"),
    path("reform/lists/<uuid:entry>/<slug:act>/", professional_lists.act, name="professional_list_act"),
    path("drills/", drills.desk, name="drills"),
    path("drills/new/", drills.send, name="drill_new"),
    path("drills/looks/new/", drills.look, name="drill_look"),
    path("drills/calls/<uuid:call>/answer/", drills.answer, name="drill_answer"),
    path("drills/<uuid:drill>/call-off/", drills.call_off, name="drill_call_off"),
]
