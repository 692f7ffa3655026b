"""Forms of the items of a change, one for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zhifa.apps.adjustments import queries
from zhifa.apps.adjustments.services import Item
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import exporting
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame.loop.incidents import Named, area_choices
from zhifa.law import catalogue_change as law

Said = dict[str, Any]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"rows": 3})
POWERS = (("penalty", _("行政处罚")), ("investigation", _("调查（检查）")), ("coercion", _("行政强制措施")))
PARTIES = (("any", _("任何人")), ("citizen", _("个人")), ("organization", _("单位")), ("sole_trader", _("个体工商户")))
TIERS = (("base", _("一般")), ("serious", _("情节严重")))
PRECONDITIONS = (("", _("不改")), ("none", _("可以直接处罚")), ("rectify_first", _("先责令改正")))


class ItemForm(forms.Form):
    """One item; `item()` gives it to the service."""

    def item(self) -> Item:
        """What the filled form says."""
        raise NotImplementedError


def _codes(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,，、;；]+", text) if part]


class EndMatter(ItemForm):
    """取消事项."""

    matter = Named(label=_("事项"), max_length=120, help_text=_("写代码，或者名称里的几个字"))

    def item(self) -> Item:
        """The matter ends."""
        return Item(law.END_MATTER, self.cleaned_data["matter"])


class NewMatter(ItemForm):
    """新增事项, typed."""

    code = forms.RegexField(r"^[A-Z]{1,4}-[0-9A-Z]{1,12}$", label=_("事项编号"), help_text=_("例如 UM-045"))
    name = forms.CharField(label=_("名称"), max_length=120)
    domain = forms.ChoiceField(label=_("领域"))
    kinds = forms.MultipleChoiceField(label=_("处罚种类"), widget=forms.CheckboxSelectMultiple)
    statute = forms.CharField(label=_("罚则所在的法律法规（标题）"), max_length=120)
    article = forms.IntegerField(label=_("条"), min_value=1, max_value=1300)
    paragraph = forms.IntegerField(label=_("款"), required=False, min_value=1, max_value=60)
    listed = forms.CharField(label=_("省统一目录的年本和编码"), required=False, max_length=80, help_text=_("没有的，要报省人民政府批准"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = list(catalogue.domain_labels().items())  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(exporting.kind_names().items())  # type: ignore[attr-defined]

    def clean_statute(self) -> str:
        """The code of the text with this title."""
        code = queries.statute(self.cleaned_data["statute"])
        if not code:
            raise forms.ValidationError(_now("目录里没有这部法律法规，请先作为草稿事项导入"))
        return code

    def item(self) -> Item:
        """The matter with its penalty place."""
        said = self.cleaned_data
        basis = {"role": "penalty", "statute": said["statute"], "article": said["article"], "paragraph": said["paragraph"]}
        after = {key: said[key] for key in ("name", "domain", "kinds", "listed")} | {"bases": [basis], "ranges": []}
        return Item(law.NEW_MATTER, said["code"], after)


class SettleMatter(forms.Form):
    """Words of a new matter that came from a text, a list or the packs; its places and fines stay."""

    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("用自己的话写，一眼看得出管什么"))
    domain = forms.ChoiceField(label=_("领域"))
    kinds = forms.MultipleChoiceField(label=_("处罚种类"), widget=forms.CheckboxSelectMultiple)
    precondition = forms.ChoiceField(label=_("处罚前提"), choices=PRECONDITIONS[1:])
    listed = forms.CharField(label=_("省统一目录的年本和编码"), required=False, max_length=80, help_text=_("没有的，要报省人民政府批准"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", "—"), *catalogue.domain_labels().items()]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = list(exporting.kind_names().items())  # type: ignore[attr-defined]


class ReviseMatter(ItemForm):
    """修改事项: its name, what comes first, and one fine."""

    matter = Named(label=_("事项"), max_length=120, help_text=_("写代码，或者名称里的几个字"))
    name = forms.CharField(label=_("新的名称"), required=False, max_length=120)
    precondition = forms.ChoiceField(label=_("处罚前提"), required=False, choices=PRECONDITIONS)
    remarks = forms.CharField(label=_("新的备注"), required=False, max_length=1000, widget=LONG)
    party_kind = forms.ChoiceField(label=_("罚款对象"), required=False, choices=(("", _("不改")), *PARTIES))
    tier = forms.ChoiceField(label=_("档次"), required=False, choices=TIERS)
    minimum = forms.DecimalField(label=_("最低（元）"), required=False, min_value=0, max_digits=12, decimal_places=2)
    maximum = forms.DecimalField(label=_("最高（元）"), required=False, min_value=0, max_digits=12, decimal_places=2)

    def clean(self) -> Said:
        """Something is changed, and the bounds are in order."""
        said: Said = super().clean() or {}
        if not any(said.get(key) for key in ("name", "precondition", "remarks", "party_kind")):
            raise forms.ValidationError(_now("没有改动任何一项"))
        low, high = said.get("minimum"), said.get("maximum")
        if low is not None and high is not None and low > high:
            self.add_error("maximum", _now("最高不能低于最低"))
        return said

    def item(self) -> Item:
        """Only what is changed."""
        said = self.cleaned_data
        after: Said = {key: said[key] for key in ("name", "precondition", "remarks") if said[key]}
        if said["party_kind"]:
            money = {key: None if said[key] is None else f"{said[key].normalize():f}" for key in ("minimum", "maximum")}
            first = {"precondition": said["precondition"]} if said["precondition"] else {}
            after["ranges"] = [{"party_kind": said["party_kind"], "tier": said["tier"] or "base", **money, **first}]
        return Item(law.REVISE_MATTER, said["matter"], after)


class NewGrant(ItemForm):
    """新的授权 over a matter."""

    matter = Named(label=_("事项"), max_length=120, help_text=_("写代码，或者名称里的几个字"))
    powers = forms.MultipleChoiceField(label=_("权力"), choices=POWERS, widget=forms.CheckboxSelectMultiple, initial=list(law.MOVED_POWERS))
    holder = forms.ChoiceField(label=_("交给"))
    listed = forms.CharField(label=_("省统一目录的年本和编码"), required=False, max_length=80, help_text=_("没有的，要报省人民政府批准"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ("county_enforcement_bureau", "original_department", "integrated_department", "professional_department")
        self.fields["holder"].choices = [(o.code, o.name) for o in registry.organs() if o.kind in kinds]  # type: ignore[attr-defined]

    def item(self) -> Item:
        """The powers over the matter, for the kind of holder that the organ is."""
        said = self.cleaned_data
        organ = registry.organ(said["holder"])
        kind = _HOLDERS.get(organ.kind if organ else "", organ.kind if organ else "")
        team = queries.team_of(said["holder"]) if kind in ("professional_team", "department_internal_unit") else ""
        after = {"matter": said["matter"], "powers": said["powers"], "holder": said["holder"], "holder_kind": kind, "team": team}
        return Item(law.NEW_GRANT, said["matter"], {**after, "listed": said["listed"]})


_HOLDERS = {"professional_department": "professional_team", "integrated_department": "department_internal_unit"}


class ReviseGrant(ItemForm):
    """调整授权: the day on which it ends."""

    grant = forms.CharField(label=_("授权编号"), max_length=60)
    until = forms.DateField(label=_("失效日"), widget=DAY)

    def item(self) -> Item:
        """Another end."""
        return Item(law.REVISE_GRANT, self.cleaned_data["grant"].strip(), {"until": self.cleaned_data["until"].isoformat()})


class CoverageItem(ItemForm):
    """调整中队覆盖."""

    area = forms.ChoiceField(label=_("乡镇或者平台"))
    team = forms.ChoiceField(label=_("改由哪个中队负责"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]
        self.fields["team"].choices = [(t.code, t.name) for t in registry.teams("squad")]  # type: ignore[attr-defined]

    def item(self) -> Item:
        """Another squad."""
        return Item(law.COVERAGE, self.cleaned_data["area"], {"team": self.cleaned_data["team"]})


class PlateItem(ItemForm):
    """主副牌调整 (R44)."""

    organ = forms.ChoiceField(label=_("机关"))
    main = forms.CharField(label=_("改以哪个名称为主牌"), max_length=80)
    number_prefix = forms.CharField(label=_("文号前缀"), required=False, max_length=20, help_text=_("空着：沿用这块牌子原有的"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [(o.code, o.name) for o in registry.organs() if registry.plates(o.code)]  # type: ignore[attr-defined]

    def item(self) -> Item:
        """Main and secondary plate change places."""
        said = self.cleaned_data
        return Item(
            law.PLATE, said["organ"], {"main": said["main"].strip()} | ({"prefix": said["number_prefix"]} if said["number_prefix"] else {})
        )


class TownshipItem(ItemForm):
    """Matters that a township gets or loses."""

    organ = forms.ChoiceField(label=_("乡镇人民政府"))
    matters = forms.CharField(label=_("事项编号"), max_length=6000, widget=LONG, help_text=_("一行一个，或者用顿号隔开"))
    kind = law.EMPOWER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [(o.code, o.name) for o in registry.organs("township_government")]  # type: ignore[attr-defined]

    def item(self) -> Item:
        """The township with its matters."""
        return Item(self.kind, self.cleaned_data["organ"], {"matters": _codes(self.cleaned_data["matters"])})


class WithdrawItem(TownshipItem):
    """收回赋权."""

    kind = law.WITHDRAW_POWER


ITEM_FORMS: dict[str, Callable[..., ItemForm]] = {
    law.NEW_MATTER: NewMatter,
    law.REVISE_MATTER: ReviseMatter,
    law.END_MATTER: EndMatter,
    law.NEW_GRANT: NewGrant,
    law.REVISE_GRANT: ReviseGrant,
    law.COVERAGE: CoverageItem,
    law.PLATE: PlateItem,
    law.EMPOWER: TownshipItem,
    law.WITHDRAW_POWER: WithdrawItem,
}
