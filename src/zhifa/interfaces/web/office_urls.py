"""Addresses of the guidance office."""

from django.urls import path

from zhifa.interfaces.web import units

patterns = [
    path("office/units/", units.units, name="units"),
    path("office/units/<slug:unit>/", units.pieces, name="unit_pieces"),
]
