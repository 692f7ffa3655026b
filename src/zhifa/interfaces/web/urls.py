"""Addresses of the desks."""

from django.urls import path
from django.views.generic import RedirectView

from zhifa.interfaces.web import acts, calls, cases, cockpit, department, disputes, imports, incident, queue, tasks

app_name = "web"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="frame:home")),
    path("queue/", queue.queue, name="queue"),
    path("incidents/", queue.incidents, name="incidents"),
    path("incidents/new/", calls.call, name="call"),
    path("incidents/<str:number>/", incident.incident, name="incident"),
    path("incidents/<str:number>/reporter/", acts.reveal, name="reveal"),
    path("incidents/<str:number>/<slug:act>/", acts.incident_act, name="incident_act"),
    path("dispatches/<uuid:dispatch>/<slug:act>/", acts.dispatch_act, name="dispatch_act"),
    path("cases/", cases.listing, name="cases"),
    path("cases/<uuid:case>/", cases.page, name="case"),
    path("disputes/", disputes.docket, name="disputes"),
    path("disputes/precedents/<uuid:precedent>/revoke/", disputes.revoke, name="revoke_precedent"),
    path("disputes/<uuid:dispute>/", disputes.page, name="dispute"),
    path("disputes/<uuid:dispute>/statement/", disputes.statement, name="dispute_statement"),
    path("disputes/<uuid:dispute>/ruling/", disputes.ruling, name="dispute_ruling"),
    path("import/", imports.imports, name="imports"),
    path("import/template/", imports.template, name="import_template"),
    path("import/<uuid:file>/", imports.page, name="import"),
    path("import/<uuid:file>/report/", imports.report, name="import_report"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("department/", department.department, name="department"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/<slug:indicator>/", cockpit.scores, name="scores"),
]
