"""Acts on an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor

MOST_NAMED = 6  # matters that a fault names


def area_choices() -> list[tuple[str, str]]:
    """Townships and platforms, for forms."""
    return [("", _now("请选择")), *((a.code, a.name) for a in registry.areas() if a.kind in ("township", "platform"))]


def matter_choices() -> list[tuple[str, str]]:
    """The matters that people wrote, by code with their field, for forms; the thousands of compiled ones are found by name."""
    return [("", _now("请选择")), *((m.code, f"{m.domain_label}｜{m.name}") for m in catalogue.matters() if not m.unconfirmed)]


class OfCatalogue(forms.ChoiceField):
    """Any matter, listed or not."""

    def valid_value(self, value: Any) -> bool:
        """Whether the catalogue has it."""
        return catalogue.matter(str(value)) is not None


class SomeOfCatalogue(forms.MultipleChoiceField):
    """Any matters, listed or not."""

    def valid_value(self, value: Any) -> bool:
        """Whether the catalogue has it."""
        return catalogue.matter(str(value)) is not None


class Named(forms.CharField):
    """A matter by its code or words of its name; cleaned, it is the code."""

    def clean(self, value: Any) -> str:
        """Empty without words; a fault that names what fits when it is not one."""
        words = str(super().clean(value) or "").strip()
        if not words or catalogue.matter(words):
            return words
        found = [m for m in catalogue.matters(text=words) if words in m.name or words in m.code]
        exact = [m for m in found if m.name == words] or found
        if len(exact) == 1:
            return exact[0].code
        if not found:
            raise forms.ValidationError(_("目录里没有这样的事项"), code="unknown")
        names = "；".join(f"{m.code} {m.name}" for m in found[:MOST_NAMED])
        raise forms.ValidationError(_("有 %(count)s 个这样的事项，请写代码：%(names)s"), "several", {"count": len(found), "names": names})


def _named() -> Named:
    return Named(label=_("没有列出的事项"), required=False, max_length=120, help_text=_("写代码，或者名称里的几个字"))


class Accept(forms.Form):
    """The chosen matters: those proposed, one of the list, and one looked up by name."""

    matters = SomeOfCatalogue(label=_("执法事项"), required=False, widget=forms.CheckboxSelectMultiple)
    other = OfCatalogue(label=_("其他事项"), required=False)
    named = _named()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = matter_choices()
        self.fields["matters"].choices = choices[1:]  # type: ignore[attr-defined]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Puts all ways of choosing into `chosen`."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [*cleaned.get("matters", ()), cleaned.get("other", ""), cleaned.get("named", "")]
        cleaned["chosen"] = [c for c in dict.fromkeys(said) if c]
        return cleaned


class OneMatter(forms.Form):
    """One more matter."""

    matter = OfCatalogue(label=_("增加的事项"), required=False)
    named = _named()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = matter_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of both."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["matter"] = cleaned.get("matter") or cleaned.get("named", "")
        if not cleaned["matter"] and not self.errors:
            self.add_error("matter", _("请选择"))
        return cleaned


class Urgent(forms.Form):
    """Danger to life."""

    emergency_told = forms.BooleanField(label=_("已通报 110 / 119 / 120"), required=False)


class Answered(forms.Form):
    """An act that answers the reporter."""

    answer = forms.CharField(label=_("给反映人的答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Merge(forms.Form):
    """Into which one."""

    into = forms.CharField(label=_("合并到（事件编号）"), max_length=16, help_text=_("未结事件的编号，例如 260901-A1B2C"))


class Correct(forms.Form):
    """What was entered wrongly; empty fields stay as they are."""

    text = forms.CharField(label=_("反映内容"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    area = forms.ChoiceField(label=_("所在乡镇或平台"), required=False)
    danger_to_life = forms.NullBooleanField(
        label=_("危及生命"),
        required=False,
        widget=forms.Select(choices=[("unknown", _("不改")), ("true", _("是")), ("false", _("否"))]),
    )
    reason = forms.CharField(label=_("更正理由"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Gathers the fields that were filled into `changes`."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = ("text", "address", "area", "danger_to_life")
        cleaned["changes"] = {n: cleaned[n] for n in names if cleaned.get(n) not in (None, "")}
        return cleaned


def _take(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return incidents.take_incident(by=by, at=at, incident=pk, version=version)


def _accept(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.accept_incident(by=by, at=at, incident=pk, matters=said["chosen"], version=version)


def _urgent(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.accept_urgent(by=by, at=at, incident=pk, emergency_told=said["emergency_told"], version=version)


def _dismiss(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.dismiss_incident(by=by, at=at, incident=pk, answer=said["answer"], version=version)


def _correct(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return incidents.correct_incident(by=by, at=at, incident=pk, changes=said["changes"], reason=said["reason"], version=version)


def _add_matter(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.add_matter(by=by, at=at, incident=pk, matter=said["matter"], version=version)


def _merge(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.merge_incident(by=by, at=at, incident=pk, into=said["into"], version=version)


def _unmerge(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.unmerge_incident(by=by, at=at, incident=pk, reason=said["reason"], version=version)


def _close(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.close_incident(by=by, at=at, incident=pk, answer=said["answer"], version=version)


def _reopen(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return dispatch.reopen_incident(by=by, at=at, incident=pk, reason=said["reason"], version=version)


INCIDENT_ACTS: dict[str, ActSpec] = {
    "take": ActSpec(Bare, _take, _("已领取"), icon="person"),
    "accept": ActSpec(Accept, _accept, _("已立案"), icon="done", key="a", primary=True),
    "accept_urgent": ActSpec(Urgent, _urgent, _("已先行立案，请立即派遣"), icon="alert", primary=True, danger=True),
    "dismiss": ActSpec(Answered, _dismiss, _("已答复反映人"), icon="story", key="n"),
    "correct": ActSpec(Correct, _correct, _("已更正，原内容留在记录里"), icon="document"),
    "add_matter": ActSpec(OneMatter, _add_matter, _("已增加事项"), icon="add"),
    "merge": ActSpec(Merge, _merge, _("已合并，反映人都会看到同一个答复"), icon="merge"),
    "unmerge": ActSpec(Reasoned, _unmerge, _("已拆分，重新单独办理"), icon="return"),
    "close": ActSpec(Answered, _close, _("已结案"), icon="done", key="c", primary=True),
    "reopen": ActSpec(Reasoned, _reopen, _("已重新打开"), icon="return"),
}


def incident_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    effects = {
        "take": _now("由您处理，其他调度员会看到"),
        "accept": _now("按裁定建立事项，下一步派遣"),
        "accept_urgent": _now("先派就近中队控制现场，事项随后补"),
        "dismiss": _now("不立案；反映人会看到答复"),
        "correct": _now("改正登记错误，前后内容都留痕"),
        "add_matter": _now("同一事件再办一个事项"),
        "merge": _now("同一件事并作一件办；反映人、编号和材料都保留"),
        "unmerge": _now("不是同一件事：事项和时限回到本事件，合并记录保留"),
        "close": _now("反映人会看到答复；观察期满后评价"),
        "reopen": _now("回到办理中，原结论留痕"),
    }
    return effects.get(act, "")
