"""The citizen's report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

_SALT = "portal.report"
_DAY = 24 * 3600


def ticket(key: str) -> str:
    """Proof that the form was fetched here; good for a day and for one report."""
    return signing.dumps(key, salt=_SALT)


class ReportForm(forms.Form):
    """What, where, and how to reach the reporter if they like. `url` is a trap: people do not see it."""

    text = forms.CharField(
        label=_("发生了什么"),
        help_text=_("写您看到的：什么事、什么时候、多久了。不用写法律名词。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    area = forms.ChoiceField(label=_("在哪个乡镇"))
    address = forms.CharField(label=_("具体位置"), help_text=_("路名、门牌，或者旁边有什么。"), max_length=200, required=False)
    name = forms.CharField(label=_("怎么称呼您"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("电话"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    danger = forms.BooleanField(label=_("现在有人受伤，或者马上有危险"), required=False)
    lon = forms.DecimalField(required=False, max_digits=9, decimal_places=6, min_value=-180, max_value=180, widget=forms.HiddenInput)
    lat = forms.DecimalField(required=False, max_digits=8, decimal_places=6, min_value=-90, max_value=90, widget=forms.HiddenInput)
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    url = forms.CharField(label=_("请留空"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, areas: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *areas]  # type: ignore[attr-defined]

    def clean_ticket(self) -> str:
        """The key inside the ticket, which makes sending the same form twice one report."""
        try:
            return str(signing.loads(self.cleaned_data["ticket"], salt=_SALT, max_age=_DAY))
        except signing.BadSignature as error:
            raise forms.ValidationError(_("这张表单放得太久了，请再按一次提交。")) from error

    def clean(self) -> dict[str, Any]:
        """A filled trap is a machine."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("url"):
            raise forms.ValidationError(_("没有收下：这张表单像是程序填的。请打 12345。"))
        if (cleaned.get("lon") is None) != (cleaned.get("lat") is None):
            cleaned["lon"] = cleaned["lat"] = None
        return cleaned
