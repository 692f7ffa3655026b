"""Forms and acts of changes of the catalogue, the same for desks and programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.adjustments import queries, services
from zhifa.apps.adjustments.services import Item, Request
from zhifa.interfaces.frame.loop.change_items import DAY, LONG
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor
from zhifa.law.procedure.catalogue_change_guards import Document

Said = dict[str, Any]
GROUNDS = (
    ("law_amended", _("法律法规规章修改")),
    ("evaluation", _("评估结果")),
    ("work_need", _("工作需要")),
    ("township_request", _("乡镇需求")),
)


class RequestForm(forms.Form):
    """Words of a request."""

    title = forms.CharField(label=_("标题"), max_length=120)
    ground = forms.ChoiceField(label=_("调整的依据"), choices=GROUNDS)
    ground_text = forms.CharField(label=_("依据和理由"), max_length=4000, widget=LONG)
    effective_on = forms.DateField(label=_("拟生效日"), required=False, widget=DAY, help_text=_("报送前要填；不早于批准和公布"))
    assessment = forms.CharField(label=_("赋权评估编号（有的填）"), required=False, max_length=40)

    def request(self, items: tuple[Item, ...] = ()) -> Request:
        """For the service."""
        return Request(items=items, **self.cleaned_data)


class DraftsForm(forms.Form):
    """Accepted drafts that become one request."""

    drafts = forms.MultipleChoiceField(label=_("已采纳的草稿事项"), widget=forms.CheckboxSelectMultiple)
    effective_on = forms.DateField(label=_("拟生效日"), required=False, widget=DAY)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafts"].choices = choices  # type: ignore[attr-defined]


class EditionsForm(forms.Form):
    """Differences of a newer pack edition that become one request."""

    keys = forms.MultipleChoiceField(label=_("新版数据提出的差异"), widget=forms.CheckboxSelectMultiple)
    effective_on = forms.DateField(label=_("拟生效日"), widget=DAY)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = choices  # type: ignore[attr-defined]


class Opinion(forms.Form):
    """合法性审核."""

    opinion = forms.CharField(label=_("合法性审核意见"), max_length=2000, widget=LONG)


class ApprovalForm(forms.Form):
    """The approving document, and the province's where the county goes beyond its catalogue."""

    organ = forms.CharField(label=_("批准机关"), max_length=80)
    number = forms.CharField(label=_("批准文号"), max_length=60)
    issued_on = forms.DateField(label=_("批准日期"), widget=DAY)
    province_number = forms.CharField(label=_("省人民政府批准文号"), required=False, max_length=60, help_text=_("超出省统一目录的必填"))
    province_on = forms.DateField(label=_("省人民政府批准日期"), required=False, widget=DAY)

    reason = forms.CharField(
        label=_("与评分建议不一致的理由"), required=False, max_length=500, widget=LONG, help_text=_("评分不建议划转、仍要划转的必填")
    )

    def documents(self, level: str) -> tuple[Document, ...]:
        """For the service; `level`: of the change."""
        said: Said = self.cleaned_data
        own = Document("bureau" if level == "bureau" else "county", said["organ"], said["number"], said["issued_on"])
        if not said.get("province_number"):
            return (own,)
        return own, Document("province", _PROVINCE, said["province_number"], said.get("province_on"))


_PROVINCE = "浙江省人民政府"


class Channel(forms.Form):
    """Where it is announced."""

    channel = forms.CharField(label=_("在哪里公布"), max_length=80, initial=_("县政府门户网站和本系统公开页面"))


class LaterDay(Reasoned):
    """推迟生效."""

    effective_on = forms.DateField(label=_("新的生效日"), widget=DAY)


def _act(service: Any, *words: str, act: str = "") -> Callable[[Actor, datetime, UUID, Said, int | None], object]:
    fixed = {"act": act} if act else {}

    def call(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
        return service(by=by, at=at, change=pk, version=version, **fixed, **{w: said[w] for w in words})

    return call


def _approve(by: Actor, at: datetime, pk: UUID, said: Said, version: int | None) -> object:
    row = queries.standing(by, pk)
    form = ApprovalForm()
    form.cleaned_data = said
    return services.approve_change(
        by=by, at=at, change=pk, documents=form.documents(row.level if row else ""), reason=said.get("reason", ""), version=version
    )


CHANGE_ACTS: dict[str, ActSpec] = {
    "submit": ActSpec(Bare, _act(services.submit_change), _("已报送，等县综合执法办评分"), icon="next", primary=True),
    "score": ActSpec(Bare, _act(services.score_change), _("已评分，每个数都能看到依据"), icon="score", primary=True),
    "check": ActSpec(Opinion, _act(services.check_legality, "opinion"), _("合法性审核已通过"), icon="law", primary=True),
    "approve": ActSpec(ApprovalForm, _approve, _("已批准，等向社会公布"), icon="done", primary=True),
    "publish": ActSpec(Channel, _act(services.publish_change, "channel"), _("已公布，公告在文书里"), icon="document", primary=True),
    "take_effect": ActSpec(Bare, _act(services.take_effect), _("已生效，公开页面同时改变"), icon="done", primary=True),
    "postpone": ActSpec(LaterDay, _act(services.postpone_change, "effective_on", "reason"), _("已推迟，要重新公布"), icon="clock"),
    "send_back": ActSpec(Reasoned, _act(services.return_change, "reason", act="send_back"), _("已退回补充"), icon="return"),
    "object": ActSpec(Reasoned, _act(services.return_change, "reason", act="object"), _("已退回"), icon="return"),
    "decline": ActSpec(Reasoned, _act(services.return_change, "reason", act="decline"), _("已退回"), icon="return"),
    "refuse": ActSpec(Reasoned, _act(services.refuse_change, "reason", act="refuse"), _("已答复不予调整"), icon="refused", danger=True),
    "reject": ActSpec(Reasoned, _act(services.refuse_change, "reason", act="reject"), _("已记录不予批准"), icon="refused", danger=True),
    "withdraw": ActSpec(Reasoned, _act(services.withdraw_change, "reason"), _("已撤回"), icon="close"),
    "revoke": ActSpec(Reasoned, _act(services.revoke_change, "reason"), _("已撤销批准，公告一并撤回"), icon="close", danger=True),
}


def change_effect(act: str) -> str:
    """What the act will do, said before it is pressed."""
    return {
        "submit": _now("送县综合执法办评分，之后不能再改"),
        "score": _now("按二十四个月的投诉、线索、案件和乡镇需求计算"),
        "check": _now("送批准机关；审核人不能是提出人"),
        "approve": _now("先按调整后的目录证明没有空档和重叠"),
        "publish": _now("生成公告；公布以前不生效"),
        "take_effect": _now("写入目录，原来的记载都保留"),
        "postpone": _now("只能往后推；已公布的要重新公布"),
        "send_back": _now("回到提出的机关补充"),
        "object": _now("回到提出的机关修改"),
        "decline": _now("回到提出的机关修改"),
        "refuse": _now("不再办理，理由公开给提出的机关"),
        "reject": _now("不再办理，理由公开给提出的机关"),
        "withdraw": _now("不再办理，记录保留"),
        "revoke": _now("不再生效，公告标明已撤回"),
    }.get(act, "")
