"""Who imposes: the body that a consequence names, and consequences that fall on public authorities instead."""

from __future__ import annotations

import re

_STOP = (
    r"(?:可以|应当|并(?=处|可|责|没|给|对)|依据|依照|依法|依职权|按照?(?!规定的)|根据|视情|视其|在各自|在其|及时|当场|会同|"
    r"提请|报请|报经|除(?!尘)|对(?!外)|向|给予|予以|责令|责成|处(?!室|理|罚|置)|没收|收缴|吊销|暂扣|取缔|撤销|取消|追缴|"
    r"降低|停止|限期|通报|警告|约束|强制|组织(?!部)|作出|决定|实施(?!办)|分别|单处|科以|进行|代为|将|负责(?![^，；。]{1,20}的(?:部门|机构))|立即|扣留|拆除|批评|处罚(?!机关))"
)
_BY = re.compile(rf"(?<!事)(?<!理)(?<!缘)由(?!于|此)(?:其)?([^，；。由]{{2,70}}?)(?={_STOP}|$)")
_BODY = re.compile(
    r"^(?:并|且|同时|其中|可以)*([^，；。]{0,60}?(?:部门|机关|机构|政府|委员会|海关|局|中心|办事处|单位|法院))(?:的[^，；。]{1,6})?"
    r"(?=(?:可以|应当|并|除|有权|依法|视情节|酌情|提请|对|根据|按照|在|责令|处(?!罚|理)|给予|予以|没收|吊销|收缴|暂扣|取缔)[^，；。]*$)"
)
_NO_BODY = re.compile(r"责令|处(?!罚机关|理)|对|给予|吊销|没收|^单位$|^原|取缔|并由|降低|撤销|建议")
_ENDS = re.compile(
    r"(?:部门|机关|机构|政府|委员会|局|厅|中心|办事处|办公室|站|所|队|会|院|海关|单位|组织|银行|者|校|处|大厅|公司|企业|科|署|办|其|部|人民银行)(?:（[^）]*）)?$"
)
_SUPERIOR = re.compile(
    r"上一?级|本级(?:人民)?政府|同级(?:人民)?政府|监察(?:机关|部门|委)|有关机关|有权机关|其所在单位|任免|主管机关|其主管|有管理权限|纪检|"
    r"其?上级主管|管理权限|教育行政部门或者其他有关行政部门"
)
_AUTHORITY = re.compile(
    r"^(?:对|凡|如果)?(?:违反[^，]*?，)?(?:(?!接|对|向|由|经|将|未|不|拒|被|与|为|受|应|违反)[^，]){0,24}?(?:国家机关|行政机关|人民政府|行政主管部门|主管部门|行政部门|管理部门|"
    r"监管部门|有关部门|监察机关|公安机关|司法机关|执法部门|执法机关|登记机关|审批机关|许可机关|行政执法机关|监督管理机构|"
    r"发证机关|海关工作人员|国家工作人员|执法人员|行政执法人员|公务员|街道办事处|居民委员会|村民委员会)"
    r"[^，]{0,14}?(?:及其|和|或者|、|的)?(?:[^，]{0,16}工作人员|[^，]{0,6}人员)?[^，]{0,10}(?:违反|有|未|不|玩忽|滥用|截留|在|"
    r"利用|超越|擅自|拒绝|徇私|贪污|侵占|挪用|非法|违法|泄露|对|的|，|$)"
)
_LEAD_IN = re.compile(r"^(?:未经|未取得|擅自|不服从|拒绝|阻碍|妨碍|不按|未按|违反|冒充|向|对|经|应当|按照|隐瞒|在|伪造|以)")


def enforcer_in(outcome: str) -> str | None:
    """The body as named, without 由; None when the clause names none."""
    for found in _BY.finditer(outcome):
        body = found[1].strip("，")
        body = re.sub(r"(?:或者|和|、|及)$", "", body)
        if _ENDS.search(body) and not _SUPERIOR.search(body):
            return re.sub(r"(?:按照|根据|依据)?(?:各自)?(?:的)?职[责权](?:分工|范围)?$", "", body)
    for part in outcome.split("，"):
        if (alone := _BODY.match(part)) and not _NO_BODY.search(alone[1]):
            return alone[1].removeprefix("由")
    return None


def falls_on_authority(act: str, outcome: str, fined: bool) -> bool:
    """Whether this is discipline of public bodies or their staff, which is no administrative penalty."""
    if re.search(r"法院(?:可以|应当|有权)?[^，；。]{0,20}(?:予以|处以?|责令)|由人民法院|审判长", outcome + act):
        return True
    if fined:
        return False
    if re.search(r"由[^，；。]{0,24}(?:人民政府|委员会)[^，；。]{0,10}(?:予以通报|通报批评)", outcome) and re.match(
        r"有关|各级|[^，]{0,14}(?:地区|部门)", act
    ):
        return True
    superior = bool(re.search(rf"由[^，；。]{{0,24}}?(?:{_SUPERIOR.pattern})", outcome))
    disciplined = bool(re.search(r"处分|撤职|开除|降级|记过", outcome))
    who = re.sub(r"^违反[^，]*，", "", act)
    on_staff = bool(_AUTHORITY.match(who)) and not _LEAD_IN.match(who)
    harsh = bool(re.search(r"没收|吊销|拘留|停业|停产|取缔|关闭|暂扣", outcome))
    if harsh and (not on_staff or re.search(r"企业|公司|收藏单位", act.split("，")[0])):
        return False
    return (superior and (disciplined or on_staff)) or (on_staff and (disciplined or not harsh))
