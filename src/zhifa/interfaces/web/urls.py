"""Addresses of the desks."""

from django.urls import path
from django.views.generic import RedirectView

from zhifa.interfaces.web import acts, calls, cases, cockpit, department, disputes, imports, incident, ordinary, plan, queue, tasks, visits

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
    path("ordinary/", ordinary.listing, name="ordinary_cases"),
    path("ordinary/<uuid:case>/", ordinary.page, name="ordinary_case"),
    path("ordinary/<uuid:case>/evidence/", ordinary.bring, name="ordinary_bring"),
    path("ordinary/<uuid:case>/<slug:act>/", ordinary.act, name="ordinary_act"),
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
    path("inspections/", plan.desk, name="inspections"),
    path("inspections/calendar/", plan.calendar, name="calendar"),
    path("inspections/plan/new/", plan.draw_up, name="plan_new"),
    path("inspections/plan/<uuid:line>/", plan.plan_line, name="plan_line"),
    path("inspections/plan/<uuid:line>/amend/", plan.amend, name="plan_amend"),
    path("inspections/plan/<uuid:line>/schedule/", plan.schedule, name="plan_schedule"),
    path("inspections/plan/<uuid:line>/with/<uuid:other>/merge/", plan.plan_merge, name="plan_merge"),
    path("inspections/plan/<uuid:line>/with/<uuid:other>/apart/", plan.plan_waive, name="plan_waive"),
    path("inspections/plan/<uuid:line>/<slug:act>/", plan.plan_act, name="plan_act"),
    path("inspections/visits/new/", visits.plan_visit, name="visit_new"),
    path("inspections/visits/<uuid:visit>/", visits.visit, name="visit"),
    path("inspections/visits/<uuid:visit>/join/", visits.join, name="visit_join"),
    path("inspections/visits/<uuid:visit>/<slug:act>/", visits.visit_act, name="visit_act"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("department/", department.department, name="department"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/<slug:indicator>/", cockpit.scores, name="scores"),
]
