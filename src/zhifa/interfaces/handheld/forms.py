"""What only the phone asks for; the words of acts on the scene are those of every door (`frame.loop.field`)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhifa.interfaces.frame.loop.field import Rechecked


class Recheck(Rechecked):
    """Is it corrected?"""

    corrected = forms.ChoiceField(label=_("复查结果"), choices=[("yes", _("已改正")), ("no", _("未改正"))], widget=forms.RadioSelect)
    field_order = ("partner", "corrected", "findings")


class Photo(forms.Form):
    """A picture of the scene."""

    picture = forms.FileField(label=_("照片"))
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)
    note = forms.CharField(label=_("说明"), required=False, max_length=200)
