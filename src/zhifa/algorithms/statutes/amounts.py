"""Amounts of fines: yuan, times, percent, per unit; and the thresholds that conditions state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zhifa.algorithms.statutes.model import Fine, Limits
from zhifa.algorithms.statutes.numerals import NUMERAL, number

_N = NUMERAL
_UP = r"(?:以上|以上至)"
_DOWN = r"(?:以下|以内)"
_TO = r"(?:至|到|—+|–|-+|～|~|－)"
_GAP = r"[、，]?(?:但)?"
_Y = r"(?:万元|元)"
_MONEY = re.compile(
    rf"(?:人民币)?(?P<low>{_N})元?(?:人民币)?(?:{_UP}{_GAP}|{_TO})(?:人民币)?(?P<high>{_N})(?:元|(?={_DOWN}))(?:人民币)?{_DOWN}?"
    rf"|(?P<high2>{_N})元{_DOWN}(?P<low2>{_N})元以上"
    rf"|(?:不(?:得)?超过|最高(?:不超过)?|不高于)(?:人民币)?(?P<limit>{_N})元"
    rf"|(?:人民币)?(?P<under>{_N})元?(?:人民币)?{_DOWN}"
    rf"|(?:人民币)?(?P<from>{_N})元(?:人民币)?(?:以上|起)"
    rf"|(?:人民币)?(?P<exact>{_N})元"
)
_TIMES = re.compile(
    rf"(?P<equal>等值|等额|同等金额|相同数额)(?:{_UP}{_GAP}(?P<equalto>{_N})倍?{_DOWN}?|(?P<equaldown>{_DOWN}))?"
    rf"|(?P<plow>百分之{_N}|{_N}%){_UP}{_GAP}(?:(?P<phigh>{_N})倍|(?P<pequal>等值|等额)){_DOWN}"
    rf"|(?P<low>{_N})倍?(?:{_UP}{_GAP}|{_TO})(?P<high>{_N})倍{_DOWN}?"
    rf"|(?P<under>{_N})倍{_DOWN}"
    rf"|(?P<from>{_N})倍以上"
    rf"|(?P<exact>{_N})倍"
)
_P = rf"(?:百分之{_N}|千分之{_N}|万分之{_N}|{_N}[%‰])"
_PERCENT = re.compile(
    rf"(?P<low>{_P}|{_N})(?:{_UP}{_GAP}|{_TO})(?P<high>{_P}|{_N}(?={_DOWN})){_DOWN}?|(?P<under>{_P}){_DOWN}|(?P<from>{_P})以上|"
    rf"(?P<exact>{_P})"
)
_PART = re.compile(rf"^(百|千|万)分之({_N})$|^({_N})([%‰])?$")
_HUNDREDTHS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01"), "%": Decimal(1), "‰": Decimal("0.1")}
_CAP = re.compile(rf"(?:最高|最多|总额|总计|合计|累计|但)[^，；。]{{0,8}}?(?:不得?超过|不高于|为)(?:人民币)?({_N})元")
_UNITS = (
    "平方公里|平方米|立方米|公顷|公里|公斤|千克|车次|人次|人月|辆次|艘次|台次|车位|延米|吨|株|棵|亩|米|人|名|位|只|头|匹|台|"
    "件|辆|艘|架|套|部|枚|颗|张|份|册|本|"
    "条|个|户|处|次|起|例|批|瓶|箱|间|座|根|车|日|天|月|年|平方|块|支|门|家|项|所|盒|孔|眼|口|票|幅|栋|幢|航次|学时"
)
_EACH = re.compile(
    rf"每(?!年|次?都|"
    rf"逾期)(?P<words>[^，；。每]{{0,14}}?)?(?:[一1])?(?P<unit>{_UNITS})(?P<after>[^，；。元]{{0,16}}?每(?:[一1])?(?:个)?(?P<period>月|"
    rf"日|年|天))?"
)
_BARE_EACH = re.compile(r"每(机动车位|车位|逾期[一1]?[日天])")
_INCOME = re.compile(r"违法所得|非法所得|违法收入|非法收入|违法获利|非法获利|违法利润")
_VALUE = re.compile(
    rf"(?P<none>(?:没有|无|未取得|未有)(?:违法|非法)(?:所得|收入)(?:的)?(?:(?:或者|或|以及|、)(?:(?:违法|非法)所得)?(?:不足|"
    rf"低于|不满)(?P<noneup>{_N})元)?)"
    rf"|(?P<what>违法所得|非法所得|违法收入|货值|货值金额|[^，；。]{{0,12}}(?:金额|经营额|数额|总额|价值|价款|标的|收入|"
    rf"费用|报酬|价))(?:在|为|达到|达)?"
    rf"(?:(?:不足|不满|低于|未达到)(?P<below>{_N})元|(?P<low>{_N})元?以上(?:、)?(?:不足|不满)?(?:(?P<high>{_N})元(?:以下)?)?|"
    rf"(?P<upto>{_N})元以下|(?:超过|满)(?P<over>{_N})元)"
)


def fines_in(phrase: str, income_before: bool = False) -> tuple[Fine, ...]:
    """Every amount that one fine's words state; `income_before`: an omitted basis is 违法所得. Empty: no amount.

    >>> fines_in("并处五万元以上十万元以下")[0].as_row()
    {'basis': 'yuan', 'min': '50000', 'max': '100000'}
    """
    cap = _CAP.search(phrase)
    body = phrase[: cap.start()] + phrase[cap.end() :] if cap else phrase
    found = list(_multiples(body, income_before))
    if not found or re.search(r"或者|或", body):
        found += _percents(body)
        found += _yuan(_TIMES.sub("", _PERCENT_ONLY.sub("", body)))
    limit = number(cap[1]) if cap else None
    if cap and not found:
        return (Fine("yuan", None, limit),)
    return tuple(replace(f, cap=limit) for f in dict.fromkeys(found))


_PERCENT_ONLY = re.compile(rf"{_P}(?:{_UP}|{_TO})?(?:{_P}|{_N}(?={_DOWN}))?{_DOWN}?")


def limits_in(condition: str) -> Limits:
    """Thresholds of value or income that a condition states."""
    limits: dict[str, Decimal | None] = {}
    for found in _VALUE.finditer(condition):
        if found["none"]:
            limits["income_ceiling"] = number(found["noneup"]) if found["noneup"] else Decimal(0)
            continue
        kind = "income" if _INCOME.search(found["what"]) else "value"
        low, high = found["low"] or found["over"], found["below"] or found["high"] or found["upto"]
        if low:
            limits[f"{kind}_floor"] = _money(low, high)
        if high:
            limits[f"{kind}_ceiling"] = number(high)
    return Limits(**limits)


def _multiples(text: str, income_before: bool) -> Iterator[Fine]:
    for found in _TIMES.finditer(text):
        before = text[: found.start()]
        income = bool(_INCOME.search(before)) or (income_before and not _named_base(before))
        basis = "multiple_of_income" if income else "multiple_of_value"
        yield Fine(basis, *_times_bounds(found), of=_base_words(before) or ("违法所得" if income else None))


def _times_bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    one = Decimal(1)
    if found["equal"]:
        if found["equalto"]:
            return one, number(found["equalto"])
        return (None if found["equaldown"] else one), one
    if found["plow"]:
        return _percent(found["plow"]) / 100, one if found["pequal"] else number(found["phigh"])
    if found["low"]:
        return number(found["low"]), number(found["high"])
    if found["under"]:
        return None, number(found["under"])
    if found["from"]:
        return number(found["from"]), None
    return number(found["exact"]), number(found["exact"])


def _named_base(before: str) -> bool:
    """Whether something that can be multiplied is named after the last verb."""
    tail = re.split(r"处以?|罚款|，", before)[-1]
    return len(re.sub(r"[可以并单的按照其]", "", tail)) > 1


def _base_words(before: str) -> str | None:
    """What is multiplied: the words between the last verb and the figure."""
    words = re.split(r"处以?|罚款|，|相当于?|按照?|以(?=[^，]{2})|或者(?=违法|货值)", before)[-1]
    return re.sub(r"^(?:其|该|所)|的$", "", words) or None


def _percents(text: str) -> Iterator[Fine]:
    for found in _PERCENT.finditer(_TIMES.sub("", text)):
        if not re.search(r"[%‰]|分之", found[0]):
            continue
        yield Fine("percent_of_price", *_percent_bounds(found), of=_base_words(text[: text.find(found[0])]))


def _percent_bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    if found["low"]:
        low, high = found["low"], found["high"]
        sign = re.search(r"[%‰]", high)
        if sign and not re.search(r"[%‰]|分之", low):
            low += sign[0]
        if not re.search(r"[%‰]|分之", high):
            lead = re.match(r".分之", low)
            high = lead[0] + high if lead else high + "%"
        return _percent(low), _percent(high)
    if found["under"]:
        return None, _percent(found["under"])
    if found["from"]:
        return _percent(found["from"]), None
    return _percent(found["exact"]), _percent(found["exact"])


def _percent(text: str) -> Decimal:
    found = _PART.match(text)
    if not found:
        raise ValueError(f"no share: {text!r}")
    if found[1]:
        return number(found[2]) * _HUNDREDTHS[found[1]]
    return number(found[3]) * _HUNDREDTHS[found[4] or "%"]


def _yuan(text: str) -> Iterator[Fine]:
    for found in _MONEY.finditer(text):
        low, high = _money_bounds(found)
        each = _each(text[: found.start()])
        yield Fine("per_unit" if each else "yuan", low, high, each)


def _each(before: str) -> str | None:
    """The unit that an amount is counted by, if 每… stands before it."""
    if bare := list(_BARE_EACH.finditer(before)):
        word = bare[-1][1]
        return "日" if word.startswith("逾期") else word
    found = list(_EACH.finditer(before))
    if not found:
        return None
    unit = {"名": "人", "位": "人", "天": "日"}.get(found[-1]["unit"], found[-1]["unit"])
    period = found[-1]["period"]
    if len(found) > 1 and unit in ("月", "日", "年"):
        first = {"名": "人", "位": "人"}.get(found[-2]["unit"], found[-2]["unit"])
        return first + unit
    return unit + ({"天": "日"}.get(period, period) if period else "")


def _money_bounds(found: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    if found["low"]:
        return _money(found["low"], found["high"]), number(found["high"])
    if found["low2"]:
        return number(found["low2"]), number(found["high2"])
    if high := found["limit"] or found["under"]:
        return None, number(high)
    if found["from"]:
        return number(found["from"]), None
    return number(found["exact"]), number(found["exact"])


def _money(low: str, high: str | None) -> Decimal:
    """The lower bound; a bare small number borrows the unit of the upper one (一至三万元)."""
    value = number(low)
    unit = re.search(r"[百千万亿]+$", high or "")
    if unit and value < 100 and not re.search(r"[百千万亿]", low):
        borrowed = number("1" + unit[0]) * value
        return borrowed if high and borrowed < number(high) else value
    return value
