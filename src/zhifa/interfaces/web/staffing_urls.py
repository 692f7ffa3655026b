"""Addresses of posts and people."""

from __future__ import annotations

from django.urls import path

from zhifa.interfaces.web import staffing

patterns = [
    path("staffing/", staffing.desk, name="staffing"),
    path("staffing/propose/", staffing.propose, name="staff_propose"),
    path("staffing/posts/", staffing.enter, name="staff_posts"),
    path("staffing/station/", staffing.station, name="staff_station"),
    path("staffing/station/<uuid:stationing>/end/", staffing.end_station, name="staff_station_end"),
    path("staffing/people/", staffing.people, name="staff_people"),
    path("staffing/people/command/", staffing.command, name="staff_command"),
    path("staffing/people/appraisals/", staffing.open_year, name="staff_appraisals"),
    path("staffing/people/appraisals/<str:code>/<slug:act>/", staffing.appraisal_act, name="staff_appraisal_act"),
    path("staffing/transfers/<str:code>/<slug:act>/", staffing.transfer_act, name="staff_transfer_act"),
]
