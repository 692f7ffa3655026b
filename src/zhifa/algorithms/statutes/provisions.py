"""From an article to its penalty provisions: acts, items, degrees and references put together as the contract rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhifa.algorithms.statutes.clauses import Group, groups
from zhifa.algorithms.statutes.conditions import Condition, interpret, is_general
from zhifa.algorithms.statutes.consequences import Part, inside_transfer, parts_of
from zhifa.algorithms.statutes.drafts import Draft, trim
from zhifa.algorithms.statutes.enforcers import enforcer_in
from zhifa.algorithms.statutes.items import ItemAct, acts_of, grades, only_grade, only_sanctions, sanctions, with_consequences
from zhifa.algorithms.statutes.kinds import is_unlicensed
from zhifa.algorithms.statutes.model import ANY, Fine, Place, Provision
from zhifa.algorithms.statutes.procedure import sets_rules
from zhifa.algorithms.statutes.references import Inside, cited_articles, cited_inside
from zhifa.algorithms.statutes.text import Article, Paragraph
from zhifa.algorithms.statutes.tiers import SERIOUS, Share, with_copied

_PENAL = re.compile(r"罚款|没收|收缴|吊销|暂扣|警告|拘留|停业|停产|停止|关闭|取缔|通报|撤销|取消|降低|不得|终身|限制|禁止|处罚|撤换")
_LIABILITY = re.compile(r"责任|罚则|处罚|奖惩|惩")
_SHORT = {"，": 8, "；": 4}  # a condition so short after an act only distinguishes cases of it (中标的, 未收缴的)
_OFFENDERS = re.compile(r"^(?:对)?(?:违者|违反(?:者|上述规定的|规定的|以上规定的))$")
_DIVIDES = re.compile(r"(?:下列|以下)[^，；。]{0,6}(?:规定|标准|罚款|处罚|幅度)|处罚：$|执行：$|措施：$")
_WORDS = {SERIOUS: "情节严重"}
_ENACTS = re.compile(r"下列[^，；。]*(?:处罚|行为)，?(?:由|按)")
_GRADED = re.compile(r"(?:对)?(?:造成|发生)(?:一般|较大|重大)")
_INCOME = re.compile(r"(?:并|且)?(?:有|取得)(?:违法|非法|经营)(?:所得|收入|财物)[^，]{0,14}")
_OWN_LAW = re.compile(r"违反本[^，]{1,6}规定")


def provisions_of(article: Article) -> Iterator[Provision]:
    """Penalty provisions of one article, in the order of paragraphs and items."""
    if not any(_PENAL.search(line) for line in article.lines):
        return
    compiler = _Compiler(article)
    for number, paragraph in enumerate(article.paragraphs, 1):
        compiler.read(number, paragraph)
    yield from compiler.finished()


class _Compiler:
    """Reads the paragraphs of one article in order. `_current`: the drafts that a following degree belongs to."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._drafts: list[Draft] = []
        self._current: list[Draft] = []
        self._violates: tuple[str, ...] = ()
        self._criminal: set[int] = set()
        self._sentence = 0
        self._muted = -1
        self._before = ""
        self._degree: str | None = None
        self._ahead: list[tuple[Draft, tuple[int, ...]]] = []
        self._owed: list[ItemAct] = []

    def read(self, number: int, paragraph: Paragraph) -> None:
        """Adds the drafts of one paragraph, and further tiers to earlier ones."""
        whole = _whole(paragraph)
        if re.search(r"追究(?:其)?刑事责任", whole):
            self._criminal.add(number)
        if not (_PENAL.search(whole) or inside_transfer([whole])):
            return
        self._violates, self._current = (), []
        found = groups(paragraph.text)
        for group in found:
            self._sentence += group.mark in ("", "。")
            self._take(group, number, paragraph if paragraph.items else None)
            self._before = "，".join([*group.conditions, *group.consequences])
        if paragraph.items and not self._owed:
            self._divide(number, paragraph)
        self._pay()

    def finished(self) -> Iterator[Provision]:
        """Provisions in the order of their places."""
        last = len(self._article.paragraphs)
        liable = bool(_LIABILITY.search(self._article.heading))
        self._resolve()
        made = [p for d in self._drafts if (p := d.finish((d.place.paragraph or last) in self._criminal, liable))]
        yield from sorted(made, key=lambda p: (p.place.paragraph or 0, p.place.item or 0))

    # -- one group ------------------------------------------------------------------------------------------------

    def _take(self, group: Group, number: int, listing: Paragraph | None) -> None:
        condition = self._interpret(group, number)
        if sets_rules(group, condition):
            if not self._current:
                self._muted = self._sentence
            self._enact(condition, number, listing)
        elif condition.listed and self._owed:
            self._again(group, condition)
        elif condition.listed and listing and not self._grades_before(condition):
            self._list(group, condition, number, listing)
        elif condition.refers and (targets := self._targets(condition.inside)):
            self._current = targets
            self._add(group, condition, targets)
        elif self._muted == self._sentence and not condition.inside and (condition.results or condition.after_order or not condition.act):
            return
        elif self._names_act(condition, group.mark):
            self._begin(group, condition, number)
        elif self._current:
            self._add(group, condition, self._reached(condition))
        elif group.consequences and not group.conditions:
            self._late(group, condition)

    def _interpret(self, group: Group, number: int) -> Condition:
        condition = interpret(group.conditions, number, first=not self._current)
        if not self._current and condition.phrase and not condition.inside and all(is_general(act) for act in condition.act):
            condition = self._opened(condition, number)
        if not self._current and group.conditions and not (condition.act or condition.phrase or condition.inside or condition.criminal):
            condition = replace(condition, act=(group.conditions[0].removesuffix("的"),))
        cited = cited_articles(condition.text, self._article.key)
        if cited or _OWN_LAW.search(condition.text):
            self._violates = cited
        if self._owed and condition.act and not condition.listed and not condition.inside:
            return replace(condition, results=True)  # between a lead and its items only cases of them can stand
        return condition

    def _opened(self, condition: Condition, number: int) -> Condition:
        """A paragraph that opens with what is a degree elsewhere: words of an act, or of the paragraph before (经劝阻无效的)."""
        phrase = condition.phrase or ""
        if re.search(r"情节|严重", phrase):
            return condition
        ordered = bool(re.search(r"责令|警告", phrase))
        before = next((d for d in self._drafts if d.place.paragraph == number - 1 and not d.penal), None)
        acts = before.acts if before and re.match(r"经|逾期|拒不|仍", phrase) and not condition.act else condition.act
        return replace(condition, act=(*acts, phrase), phrase=None, after_order=ordered)

    def _grades_before(self, condition: Condition) -> bool:
        """有下列情形之一的 after an act that has met with its penalty: circumstances of that act."""
        bare = not [act for act in condition.act if "下列" not in act]
        opens = re.match(r"^(?:并|且|对)?有下列(?:情形|情节)", condition.text)
        return bool(bare and opens and any(d.penal for d in self._current))

    def _names_act(self, condition: Condition, mark: str) -> bool:
        short = _SHORT.get(mark, 0)
        if self._current and len(condition.text) <= short and not re.search(r"擅自|违反|拒", condition.text):
            return False
        if self._current and (condition.text.startswith("其中") or (mark in ("，", "；") and self._is_case(condition))):
            return False
        if not condition.act:
            return bool(condition.inside) and not self._targets(condition.inside)
        return not (condition.results and self._current)

    def _is_case(self, condition: Condition) -> bool:
        """对符合规划的，… in the same sentence: a case of the act before, unless that was worded so as well."""
        return bool(re.match(r"^对[^，]*的$", condition.text)) and not any(d.acts[0].startswith("对") for d in self._current)

    def _begin(self, group: Group, condition: Condition, number: int) -> None:
        acts = condition.act or (condition.text.rstrip("的"),)
        if _OFFENDERS.match(condition.text):
            acts = (trim(self._before),)
        condition = replace(condition, subject=ANY)
        acted = any(re.search(r"(?:的|者|之一)$|^对.+的", words) or is_general(words) for words in group.conditions)
        draft = Draft(self._place(number), acts, self._violates, self._sentence, named=self._named(condition, number), acted=acted)
        self._current = self._per_item(draft, condition, number) or [draft]
        self._drafts += self._current
        self._add(group, condition, self._current)
        self._copy(group, self._current)

    def _list(self, group: Group, condition: Condition, number: int, listing: Paragraph) -> None:
        """A lead with items: the lead's consequence for all, their own after it."""
        self._owed = acts_of(listing, number, self._place(number), self._violates, self._article.key)
        self._current = [act.draft for act in self._owed]
        for draft in self._current:
            draft.lead = condition.text
        self._drafts += self._current
        self._current = self._meant(condition)
        self._add(group, condition, self._current, lead=True)
        self._copy(group, self._current)

    def _again(self, group: Group, condition: Condition) -> None:
        """A second clause about the list that follows: for the items it names, or a degree of all."""
        self._current = self._meant(condition)
        if not condition.inside.items:
            condition = replace(condition, phrase=condition.phrase or condition.text.removesuffix("的"))
        self._add(group, condition, self._current, lead=bool(condition.inside.items))

    def _meant(self, condition: Condition) -> list[Draft]:
        """Items of the list that a clause names (有下列第三项至第八项情形之一的); all where it names none."""
        drafts = [act.draft for act in self._owed]
        if "其他" in condition.text:
            return drafts
        return [d for d in drafts if d.place.item in condition.inside.items] or drafts

    def _divide(self, number: int, listing: Paragraph) -> None:
        """Items under a consequence (按照下列规定处罚：): degrees of the act, or acts with consequences of their own."""
        if not _LIABILITY.search(self._article.heading) and listing.text.endswith("措施："):
            return
        if not self._current or not with_consequences(listing) or not (self._current[0].shares or _DIVIDES.search(listing.text)):
            return
        base = self._current[0]
        if only_sanctions(listing):
            for group, condition in sanctions(listing, number):
                self._share(group, condition, [base], None)
            return
        base.shares = [replace(share, lead=True) for share in base.shares]
        if len(self._current) == 1 and base.place.item is None and only_grade(base, listing, number):
            for group, condition, phrase in grades(base, listing, number):
                self._share(group, condition, [base], phrase)
            return
        self._owed = acts_of(listing, number, self._place(number), self._violates or base.violates, self._article.key)
        for act in self._owed:
            act.draft.shares, act.draft.enforcer, act.draft.outcome = list(base.shares), base.enforcer, base.outcome
        self._drafts = [d for d in self._drafts if d is not base] + [act.draft for act in self._owed]

    def _enact(self, condition: Condition, number: int, listing: Paragraph | None) -> None:
        """下列行政处罚由…实施：items that state acts and amounts all the same."""
        if listing and with_consequences(listing) and _ENACTS.search(listing.text):
            self._owed = acts_of(listing, number, self._place(number), (), self._article.key)
            for act in self._owed:
                act.draft.enforcer = enforcer_in(listing.text)
            self._drafts += [act.draft for act in self._owed]

    def _pay(self) -> None:
        """Adds what the items have of their own, once the lead is read to its end."""
        for act in self._owed:
            for place, (group, condition) in enumerate(act.own):
                self._add(group, condition, [act.draft], first=place == 0)
                self._copy(group, [act.draft])
        self._owed = []

    def _late(self, group: Group, condition: Condition) -> None:
        """A paragraph that opens with a consequence: for the items before it that have none yet."""
        waiting = [d for d in self._drafts if d.place.item and not d.penal]
        if waiting:
            self._current = waiting
            self._add(group, condition, waiting)

    def _reached(self, condition: Condition) -> list[Draft]:
        """Whom a degree belongs to: an order that was not obeyed reaches every act of the sentence that has met with an order only."""
        if not condition.after_order or any(d.place.item for d in self._current):
            return self._current
        ordered = [d for d in self._drafts if d.sentence == self._sentence and d.shares and not d.penal]
        return ordered if any(d is self._current[-1] for d in ordered) else self._current

    # -- references -----------------------------------------------------------------------------------------------

    def _per_item(self, draft: Draft, condition: Condition, number: int) -> list[Draft]:
        """One draft per 项 that the clause names of a paragraph without penalties."""
        if not condition.inside.items or not all(is_general(act) or "项" in act for act in condition.act):
            return []
        wanted = condition.inside.paragraphs or range(1, number)
        places = [self._article.paragraphs[n - 1] for n in wanted if 1 <= n <= len(self._article.paragraphs)]
        named = [item for paragraph in places for item in paragraph.items if item.number in condition.inside.items]
        if any(d.shares and d.place.item for d in self._drafts if (d.place.paragraph or 1) in wanted):
            return []
        return [replace(draft, place=replace(draft.place, item=i.number), acts=(i.text,), shares=[], named="") for i in named]

    def _named(self, condition: Condition, number: int) -> str:
        """The words of the paragraphs that a bare reference names."""
        if not all(is_general(act) for act in condition.act):
            return ""
        numbers = [n for n in condition.inside.paragraphs if 1 <= n <= len(self._article.paragraphs) and n != number]
        return trim("；".join(_duty(self._article.paragraphs[n - 1], n) for n in numbers))

    def _targets(self, inside: Inside) -> list[Draft]:
        """Drafts with a consequence that a reference means."""
        wanted = inside.paragraphs
        found = [d for d in self._drafts if d.shares and (not wanted or (d.place.paragraph or 1) in wanted)]
        if not inside.items:
            return found if wanted else []
        chosen = [d for d in found if d.place.item in inside.items]
        return chosen or (found if wanted and not any(d.place.item for d in found) else [])

    def _copy(self, group: Group, drafts: list[Draft]) -> None:
        """依照前款规定处罚: the tiers and the enforcer of that paragraph."""
        words = inside_transfer(group.consequences)
        if not words:
            return
        sources = self._targets(cited_inside(words, drafts[0].place.paragraph or 1))
        source = next((s for s in sources if all(s is not d for d in drafts)), None)
        if not source:
            self._ahead += [(draft, cited_inside(words, draft.place.paragraph or 1).paragraphs) for draft in drafts]
        else:
            fine_only = "罚款" in group.outcome
            for draft in drafts:
                draft.shares = with_copied(draft.shares, source.shares, fine_only)
                draft.enforcer = draft.enforcer or source.enforcer
                draft.outcome += source.outcome

    def _resolve(self) -> None:
        """依照本条第二款规定处以罚款 before that paragraph: its amounts are degrees of the act that stands first."""
        for draft, numbers in [*self._ahead, *self._unstated()]:
            later = [d for d in self._drafts if d is not draft and d.place.paragraph in numbers and d.place.item is None and d.shares]
            later = [d for d in later if (d.place.paragraph or 0) > (draft.place.paragraph or 0)]
            if not later:
                continue
            draft.shares = [replace(share, lead=True) for share in draft.shares]
            draft.shares += [replace(s, degree=s.degree or d.conduct) for d in later for s in d.shares]
            self._drafts = [d for d in self._drafts if all(d is not one for one in later)]

    def _unstated(self) -> Iterator[tuple[Draft, tuple[int, ...]]]:
        """A fine without an amount whose amounts the next paragraph gives by degrees (造成一般事故的，按照…计算罚款)."""
        for draft in self._drafts:
            number = draft.place.paragraph or 0
            graded = [d for d in self._drafts if d.place.paragraph == number + 1 and _GRADED.match(d.conduct)]
            if graded and any(share.fines == (Fine(),) for share in draft.shares) and "事故" in draft.conduct:
                yield draft, (number + 1,)

    # -- shares ---------------------------------------------------------------------------------------------------

    def _add(self, group: Group, condition: Condition, drafts: list[Draft], lead: bool = False, first: bool = False) -> None:
        degree: str | None = None
        if condition.after_order and group.mark == "，" and self._degree:
            degree = f"{_WORDS.get(self._degree, self._degree)}，{condition.phrase}"
        elif condition.phrase and (condition.serious or not condition.after_order or re.search(r"情节|严重|再次", condition.phrase)):
            degree = SERIOUS if condition.serious else condition.phrase
        if (
            condition.act
            and not (lead or first)
            and any(d.shares for d in drafts)
            and (condition.results or condition.text.startswith("对"))
        ):
            degree = _tier_phrase(condition, degree)
        self._degree = degree
        self._share(group, condition, drafts, degree, lead or (not first and any(act.draft is drafts[0] for act in self._owed)))

    def _share(self, group: Group, condition: Condition, drafts: list[Draft], degree: str | None, lead: bool = False) -> None:
        body = enforcer_in("，".join(group.consequences))
        income = "违法所得" in condition.text
        for draft in drafts:
            for part in parts_of(tuple(group.consequences), is_unlicensed(draft.conduct), condition.text, income):
                if part.kinds:
                    draft.shares.append(_as_share(part, condition, degree, lead))
            draft.enforcer = draft.enforcer or body
            draft.outcome += group.outcome + "；"

    def _place(self, number: int) -> Place:
        return Place(self._article.number, number if len(self._article.paragraphs) > 1 else None)


def _as_share(part: Part, condition: Condition, degree: str | None, lead: bool) -> Share:
    subject = part.subject if part.subject != ANY else condition.subject
    return Share(degree, subject, part.kinds, part.fines, condition.limits, condition.after_order, condition.phrase, lead)


def _tier_phrase(condition: Condition, degree: str | None) -> str | None:
    text = "，".join(condition.act)
    graded = condition.limits.income_floor or condition.limits.income_ceiling
    if _INCOME.fullmatch(text) and not graded:
        return degree
    return text if degree is None else f"{text}，{degree}"


def _duty(paragraph: Paragraph, number: int) -> str:
    """The words of a paragraph without its consequences."""
    text = paragraph.text.rstrip("。：")
    if re.search(r"处罚|罚款|追究|吊销", text):
        text = "，".join(words for group in groups(text) for words in group.conditions)
    return text + "".join(item.text for item in paragraph.items)


def _whole(paragraph: Paragraph) -> str:
    return paragraph.text + "".join(item.text for item in paragraph.items)
