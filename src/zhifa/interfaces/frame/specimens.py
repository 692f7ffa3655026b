"""Made-up content for the styleguide: one of everything, in every state. Demonstration mode only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.parts import Act, Deadline, Figure, Step, Tab
from zhifa.interfaces.frame.reasoning import Explanation, Weighed

_ARTICLE_9 = "浙江省综合行政执法条例 第九条 第二款"


@dataclass(frozen=True, slots=True)
class Told:
    """A trail entry for show."""

    verb: str
    name: str
    post: str
    at: Any
    note: str = ""
    acting_identity: str = ""
    citations: tuple[str, ...] = ()
    outcome: str = ""
    hash: str = "sm3:9f2c41d07ab35e61"
    number: int | None = 41
    confidential: bool = False
    rules: tuple[str, ...] = ()
    corrects: Any = None
    subject_type: str = ""


class SpecimenForm(forms.Form):
    """Every kind of field."""

    text = forms.CharField(label="发生了什么", help_text="写您看到的：什么事、多久了。", widget=forms.Textarea(attrs={"rows": 3}))
    address = forms.CharField(label="在哪里", required=False)
    area = forms.ChoiceField(label="乡镇", choices=[("", "请选择"), ("a", "威坪镇"), ("b", "汾口镇")])
    kind = forms.ChoiceField(label="来源", choices=[("call", "电话"), ("walk", "来访")], widget=forms.RadioSelect)
    danger = forms.BooleanField(label="有人受伤或者有危险", required=False)


def everything() -> dict[str, Any]:
    """The context of the styleguide."""
    now = clock.now()
    return {
        "deadlines": _deadlines(now),
        "why_held": _held(),
        "why_contested": Explanation(
            "soon",
            ("两个机关都有依据，等级相同，不能替他们选。",),
            ("行政处罚法 第二十五条 第二款",),
            ("JUR-07",),
            (),
            (),
            ("由综合执法办裁定",),
            (),
            False,
        ),
        "why_refused": Explanation(
            "late", ("协辅人员不能作出处罚决定。",), ("行政处罚法 第四十二条 第一款",), ("SUM-03",), (), (), (), (), False
        ),
        "entries": _entries(now),
        "acts": _acts(),
        "figures": _figures(),
        "tabs": [Tab("all", "全部", "?tab=all", 12), Tab("late", "逾期", "?tab=late", 1), Tab("back", "退回", "?tab=back", 0)],
        "page": Paginator(range(230), 20).page(2),
        "steps": _steps(now),
        "pairs": [("编号", "2026-0901-0007"), ("地址", "威坪镇环镇路 12 号"), ("事项", "擅自占用道路、公共场所摆摊经营")],
        "form": SpecimenForm({"text": "", "address": "环镇路", "kind": "call"}),
        "rows": _rows(now),
        "points": [
            {"lon": 118.785, "lat": 29.73, "label": "乱倒建筑垃圾 · 超 12 分", "level": "late"},
            {"lon": 119.04, "lat": 29.61, "label": "店外经营 · 剩 22 分", "level": "soon"},
            {"lon": 118.51, "lat": 29.43, "label": "油烟 · 剩 2 小时", "level": ""},
        ],
    }


def _deadlines(now: Any) -> list[tuple[str, Any]]:
    third, fifth = date(2026, 10, 1), date(2026, 10, 7)
    return [
        (_("充裕"), now + timedelta(hours=2, minutes=5)),
        (_("将到"), now + timedelta(minutes=8)),
        (_("逾期"), now - timedelta(hours=26)),
        (_("以日计"), clock.today() + timedelta(days=3)),
        (
            _("带依据"),
            Deadline(
                now + timedelta(days=6),
                now,
                "SUM-11",
                ("行政处罚法 第五十一条",),
                "从决定当日的次日起算 7 个工作日，遇节假日顺延。",
                ((third, fifth, "国庆节放假"),),
            ),
        ),
        (_("办结"), Deadline(now + timedelta(hours=1), done_at=now)),
    ]


def _held() -> Explanation:
    weighed = (
        Weighed("威坪镇人民政府", False, "这个镇没有赋权：没有公布过包含这一事项的目录。", _ARTICLE_9, False),
        Weighed("淳安县综合行政执法局", True, "城市管理领域的处罚权已划转，威坪中队覆盖此地。", "浙江省综合行政执法条例 第八条", True),
        Weighed("淳安县住房和城乡建设局", False, "划转后保留许可与行业监管，不再行使处罚权。", "浙江省综合行政执法条例 第十六条", False),
    )
    return Explanation(
        "",
        ("这件事由淳安县综合行政执法局处罚，以县局名义作出。", "威坪镇人民政府统筹指挥，由威坪中队到场。"),
        ("行政处罚法 第十八条 第二款", _ARTICLE_9),
        ("JUR-03", "JUR-13"),
        weighed,
        ("威坪中队的覆盖范围是演示数据，方案没有写明 1+X 名单。",),
        (),
        (),
        True,
    )


def _entries(now: Any) -> list[Told]:
    return [
        Told("接报", "12345 热线", "", now - timedelta(minutes=52), "反映店主把货摆到人行道上，每天傍晚都这样。"),
        Told(
            "立案",
            "值班调度员",
            "指挥中心",
            now - timedelta(minutes=44),
            "匹配到 1 个事项，采纳。",
            citations=("浙江省综合行政执法条例 第十二条",),
        ),
        Told(
            "派遣",
            "值班调度员",
            "指挥中心",
            now - timedelta(minutes=43),
            "派给威坪中队，2 小时内到场。",
            acting_identity="淳安县综合行政执法局",
        ),
        Told(
            "退单",
            "威坪中队队员",
            "执法队员",
            now - timedelta(minutes=20),
            "没有引用依据，不予退单。",
            outcome="block",
            citations=("行政处罚法 第二十五条",),
        ),
    ]


def _acts() -> list[Act]:
    return [
        Act("派遣", "#", "派给威坪中队，2 小时内到场", icon="dispatch", primary=True, key="d"),
        Act("合并", "#", "并入 0901-0003，两个来源都会得到答复", icon="merge", key="m"),
        Act("结案", "#", icon="done", allowed=False, refusal=_refused(), key="x"),
        Act("作废文书", "#", "编号保留在号段里，注明作废", icon="close", danger=True, confirm="作废这份决定书？编号不会再用。"),
    ]


def _refused() -> Explanation:
    return Explanation(
        "late", ("还有 1 个事项没有核实；处置的人不能自己核实。",), ("浙江省综合行政执法条例 第十二条",), (), (), (), (), (), False
    )


def _figures() -> list[Figure]:
    return [
        Figure("在办", 41, "#", "已立案、未结案", icon="inbox", level="lake"),
        Figure("逾期", 3, "#", "到期未办的步骤", icon="late", level="late"),
        Figure("有争议", 2, "#", "等综合执法办裁定", icon="law", level="soon"),
        Figure("走不下去", 0, "#", "没有人能办下一步", icon="refused", level="done"),
        Figure("首派准确", "94", "#", "30 天内没有退单的派遣", "%", icon="dispatch"),
    ]


def _steps(now: Any) -> list[Step]:
    return [
        Step("收到", "done", at=now - timedelta(hours=3)),
        Step("派给执法队", "done", "威坪中队", now - timedelta(hours=2)),
        Step("到场处理", "current", "预计今天 16:20 前到场"),
        Step("核实结果", "waiting", "由没有参与处理的人核实"),
        Step("答复您", "waiting"),
    ]


def _rows(now: Any) -> list[dict[str, Any]]:
    texts = (
        "夜里有人往河边倒建筑垃圾",
        "店主把货摆到人行道上，轮椅过不去",
        "烧烤店油烟直排到楼上",
        "小区绿地被人种菜",
        "工地夜间施工，声音很大",
    )
    places = ("威坪镇 · 环镇路", "千岛湖镇 · 新安大街", "汾口镇 · 商贸街", "姜家镇 · 文渊小区", "文昌镇 · 浪达路")
    minutes = (-12, 8, 22, 65, 130)
    return [
        {"id": i, "text": t, "place": p, "due": now + timedelta(minutes=m)}
        for i, (t, p, m) in enumerate(zip(texts, places, minutes, strict=True))
    ]
