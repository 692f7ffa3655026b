"""Addresses of cut-overs."""

from __future__ import annotations

from django.urls import path

from zhifa.interfaces.web import cutovers

patterns = [
    path("cutovers/", cutovers.desk, name="cutovers"),
    path("cutovers/coverage/", cutovers.coverage, name="cutover_coverage"),
    path("cutovers/<str:code>/", cutovers.page, name="cutover"),
    path("cutovers/<str:code>/impact.csv", cutovers.cutover_impact, name="cutover_impact"),
    path("cutovers/<str:code>/receipts.csv", cutovers.receipts_file, name="cutover_receipts"),
    path("cutovers/<str:code>/<slug:act>/", cutovers.act, name="cutover_act"),
    path("changes/<uuid:change>/impact.csv", cutovers.change_impact, name="change_impact"),
    path("changes/<uuid:change>/plan-cutover/", cutovers.plan, name="change_cutover"),
]
