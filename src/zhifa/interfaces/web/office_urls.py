"""Addresses of the guidance office."""

from django.urls import path

from zhifa.interfaces.web import argument, office, units

patterns = [
    path("empowerment/demand/<str:area>/<str:matter>/", argument.page, name="argument"),
    path("office/", office.desk, name="office"),
    path("office/units/", units.units, name="units"),
    path("office/units/<slug:unit>/", units.pieces, name="unit_pieces"),
    path("office/waiting/<slug:job>/", office.waiting, name="office_waiting"),
    path("office/report/<int:year>/", office.report, name="office_report"),
    path("office/report/<int:year>/<slug:job>/", office.section, name="office_section"),
    path("office/requests/", office.requests, name="office_requests"),
    path("office/requests/new/", office.ask, name="office_ask"),
    path("office/requests/<slug:entry>/", office.one, name="office_request"),
    path("office/requests/<slug:entry>/<slug:act>/", office.act, name="office_act"),
]
