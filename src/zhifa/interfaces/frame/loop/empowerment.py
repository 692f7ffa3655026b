"""Forms and acts of assessments of townships and of proposed withdrawals, the same for desks and programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.empowerment import services
from zhifa.apps.empowerment.queries import Sheet
from zhifa.apps.empowerment.services import Statement
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Call, Reasoned
from zhifa.law.actors import Actor
from zhifa.law.empowerment import CONCLUSIONS, INDICATORS

Said = dict[str, Any]
TODAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LARGEST = 10_000_000


class OpenForm(forms.Form):
    """Which township."""

    area = forms.ChoiceField(label=_("乡镇"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(a.code, a.name) for a in registry.areas("township")]  # type: ignore[attr-defined]


class FactForm(forms.Form):
    """One number with its document; the file may be left out where one is on file."""

    indicator = forms.ChoiceField(label=_("指标"))
    value = forms.DecimalField(label=_("数值"), min_value=Decimal(0), max_digits=14, decimal_places=2)
    source = forms.CharField(label=_("来源文件"), max_length=200, help_text=_("文件名称和文号，例如：2025年统计年鉴"))
    as_of = forms.DateField(label=_("数据截止日期"), widget=TODAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(i.code, f"{_now(i.definition.label)}（{_now(i.unit)}）") for i in INDICATORS]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]

    def statement(self, content: Any = None, name: str = "") -> Statement:
        """For the service."""
        said = self.cleaned_data
        return Statement(said["indicator"], said["value"], said["source"], said["as_of"], content, name)


class FactWithFile(FactForm):
    """The same on a page."""

    file = forms.FileField(label=_("文件（PDF、照片、DOCX，10 MB 以内）"), required=False, help_text=_("已附过文件的可以不再附"))

    def clean_file(self) -> Any:
        """Not too large."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(_now("文件超过 10 MB"), code="too_large")
        return file


class Explained(forms.Form):
    """Why facts are missing, where some are."""

    reason = forms.CharField(
        label=_("缺项的原因"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("没有缺项的不用填")
    )


class Noted(forms.Form):
    """What was seen or checked."""

    note = forms.CharField(label=_("看到的情况和意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Concluded(forms.Form):
    """The conclusion; a reason where it is less than the points say."""

    conclusion = forms.ChoiceField(label=_("结论"))
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("与评分建议一致的可以不填；不能比评分建议更有利"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].choices = [(code, _now(label)) for code, label in CONCLUSIONS.items()]  # type: ignore[attr-defined]


class Tried(forms.Form):
    """Other numbers and weights for the same township; empty: as it is."""

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in (i for aspect in sheet.aspects for i in aspect.indicators):
            for part, shown, label in (("value", row.value, _now("事实")), ("weight", row.weight, _now("满分"))):
                field = forms.DecimalField(
                    label=f"{_now(row.label)} · {label}", required=False, min_value=Decimal(0), max_digits=14, decimal_places=2
                )
                field.widget.attrs["placeholder"] = "" if shown is None else f"{shown.normalize():f}"
                self.fields[f"{part}_{row.code}"] = field

    def changed(self, part: str) -> dict[str, Decimal]:
        """Indicator → number, of those that were filled."""
        found = {name.removeprefix(f"{part}_"): value for name, value in self.cleaned_data.items() if name.startswith(f"{part}_")}
        return {code: value for code, value in found.items() if value is not None}


def _act(service: Callable[..., object], *names: str) -> Call:
    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, assessment=pk, version=version, **{name: said[name] for name in names})

    return call


def _answer(service: Callable[..., object]) -> Call:
    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, withdrawal=pk, version=version, reason=said["reason"])

    return call


ASSESSMENT_ACTS: dict[str, ActSpec] = {
    "complete_facts": ActSpec(Explained, _act(services.complete_facts, "reason"), _("事实已收齐，可以评分"), icon="next", primary=True),
    "score": ActSpec(Bare, _act(services.score), _("已评分，等两人实地核实"), icon="score", primary=True),
    "visit_site": ActSpec(Noted, _act(services.visit_site, "note"), _("已记录，等第二人核实"), icon="place", primary=True),
    "confirm_visit": ActSpec(Noted, _act(services.confirm_visit, "note"), _("两人已核实，等法制审核"), icon="place", primary=True),
    "check_lawful": ActSpec(Noted, _act(services.check_lawful, "note"), _("已审核，等县领导作结论"), icon="law", primary=True),
    "conclude": ActSpec(Concluded, _act(services.conclude, "conclusion", "reason"), _("已作出结论"), icon="done", primary=True),
    "appeal": ActSpec(Reasoned, _act(services.appeal, "reason"), _("异议已提出，等县领导答复"), icon="return"),
    "uphold": ActSpec(Reasoned, _act(services.uphold, "reason"), _("已维持结论"), icon="done", primary=True),
    "reopen": ActSpec(Reasoned, _act(services.reopen, "reason"), _("结论已撤销，重新收集事实"), icon="return"),
    "send_back": ActSpec(Reasoned, _act(services.send_back, "reason"), _("已退回重新收集"), icon="return"),
    "call_off": ActSpec(Reasoned, _act(services.call_off, "reason"), _("评估已取消"), icon="close"),
}
WITHDRAWAL_ACTS: dict[str, ActSpec] = {
    "keep_matter": ActSpec(Reasoned, _answer(services.keep_matter), _("已保留，有效期满再评估"), icon="done"),
    "take_back_matter": ActSpec(Reasoned, _answer(services.take_back_matter), _("已转目录调整"), icon="next", primary=True),
}


def empowerment_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "complete_facts": _now("不再接受填报；还缺的写明原因"),
        "score": _now("按公开的权重计算，数字和依据固定下来"),
        "visit_site": _now("第一名核实人；不能来自本乡镇"),
        "confirm_visit": _now("第二名核实人；不能是同一个人"),
        "check_lawful": _now("审核程序和材料，然后报县领导"),
        "conclude": _now("结论在有效期内作为赋权的前提，乡镇可以在期限内提出异议"),
        "appeal": _now("报县领导答复，结论暂不公布"),
        "uphold": _now("结论继续有效，理由告知乡镇"),
        "reopen": _now("结论作废，从收集事实重新开始"),
        "send_back": _now("评分和核实作废，重新收集事实"),
        "call_off": _now("不再进行，记录保留"),
        "keep_matter": _now("乡镇继续行使，理由记录在案"),
        "take_back_matter": _now("由目录调整收回；公布前乡镇仍可行使"),
    }.get(act, "")
