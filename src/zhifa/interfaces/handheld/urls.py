"""Addresses of the phone."""

from django.urls import path

from zhifa.interfaces.handheld import cases, drills, ordinary, patrol, views, visits

app_name = "handheld"
urlpatterns = [
    path("", views.home, name="home"),
    path("patrol/", patrol.patrol, name="patrol"),
    path("me/", patrol.me, name="me"),
    path("tasks/<uuid:dispatch>/", views.task, name="task"),
    path("tasks/<uuid:dispatch>/receive/", views.receive, name="receive"),
    path("tasks/<uuid:dispatch>/arrive/", views.arrive, name="arrive"),
    path("tasks/<uuid:dispatch>/photo/", views.photo, name="photo"),
    path("tasks/<uuid:dispatch>/pieces/<uuid:piece>/adopt/", views.adopt, name="adopt"),
    path("tasks/<uuid:dispatch>/order/", views.order, name="order"),
    path("tasks/<uuid:dispatch>/recheck/", views.recheck, name="recheck"),
    path("tasks/<uuid:dispatch>/penalty/", views.penalty, name="penalty"),
    path("tasks/<uuid:dispatch>/file-case/", views.file_case, name="file_case"),
    path("tasks/<uuid:dispatch>/hand-over/", views.hand_over, name="hand_over"),
    path("tasks/<uuid:dispatch>/secure/", views.secure, name="secure"),
    path("cases/<uuid:case>/", cases.page, name="case"),
    path("cases/<uuid:case>/<slug:act>/", cases.act, name="case_act"),
    path("ordinary/<uuid:case>/", ordinary.page, name="ordinary"),
    path("ordinary/<uuid:case>/photo/", ordinary.photo, name="ordinary_photo"),
    path("ordinary/<uuid:case>/<slug:act>/", ordinary.act, name="ordinary_act"),
    path("drills/<uuid:call>/answer/", drills.answer, name="drill_answer"),
    path("visits/", visits.visits, name="visits"),
    path("visits/<uuid:visit>/", visits.visit, name="visit"),
    path("visits/<uuid:visit>/photo/", visits.photo, name="visit_photo"),
    path("visits/<uuid:visit>/items/<str:item>/", visits.answer, name="visit_answer"),
    path("visits/<uuid:visit>/<slug:act>/", visits.visit_act, name="visit_act"),
    path("findings/<uuid:finding>/<slug:act>/", visits.finding_act, name="finding_act"),
    path("tasks/<uuid:dispatch>/outcome/<slug:kind>/", views.outcome, name="outcome"),
]
