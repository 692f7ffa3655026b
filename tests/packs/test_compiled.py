"""Matters compiled from texts: what concerns the county, whose field it is, what is proven, what a name makes of it. All made up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from zhifa.interfaces.cli import main as cli
from zhifa.packs import compiled, county
from zhifa.packs.compiled import read_names, tables
from zhifa.packs.county import load_county
from zhifa.packs.reading import ROOT, PackError, read_csv
from zhifa.packs.scope import LawScope, Scope, read_scope
from zhifa.packs.verify import verify

LAW = """# 样本湖区条例

<!-- INFO END -->

第五条　游客不得喂鸟。

第九条　违反本条例第五条规定，喂鸟的，由水行政主管部门责令改正，处五十元以上五百元以下罚款。

第十条　有下列行为之一的，由水行政主管部门责令改正，处一千元以上五千元以下罚款：

（一）在湖里放孔明灯的；

（二）在湖里敲钟的。

第十一条　夜间鸣笛的，由公安机关处二百元以下罚款。

第十二条　擅自设渡口的，由国务院交通主管部门处五千元以下罚款。

第十三条　占用湖堤的，由水行政主管部门、林业主管部门处三千元以下罚款。

第二十条　本条例自2020年6月1日起施行。
"""
LAWS = "title,domain,reason\n样本湖区条例,lake_protection_water,\n样本海岛条例,,县里没有海\n"
ENFORCERS = """words,domain,reason,laws
公安,-,,
水行政,lake_protection_water,,
林业,forestry,,
城管,*,,
规划,planning,,
劳动,emergency,,样本矿山法
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A scope and texts: one law in two versions, one that does not concern the county, one that nobody has looked at."""
    (tmp_path / "laws.csv").write_text(LAWS, encoding="utf-8")
    (tmp_path / "enforcers.csv").write_text(ENFORCERS, encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("样本湖区条例(2020-01-01)", "样本湖区条例(2012-01-01)", "样本海岛条例(2020-01-01)", "样本新法(2020-01-01)"):
        (texts / f"{name}.md").write_text(LAW, encoding="utf-8")
    return tmp_path


def compile_pack(pack: Path) -> int:
    return cli.main(["statutes", "compile", "--laws", str(pack / "texts"), "--to", str(pack), "--wording", str(pack / "words")])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_provisions_become_sheets_questions_and_what_is_left_out(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compile_pack(pack) == 0
    matters = rows(pack / "sheets" / "lake_protection_water.matters.csv")
    assert [(m["origin"], m["kinds"], m["since"]) for m in matters] == [("compiled", "fine", "2020-06-01")] * 3
    assert len(rows(pack / "sheets" / "lake_protection_water.ranges.csv")) == 3
    [question] = rows(pack / "questions.csv")
    assert question["article"] == "13"
    assert "条文写了几个部门" in question["question"]
    left = {(r["law"], r["version"], r["reason"]): r["provisions"] for r in rows(pack / "left_out.csv")}
    assert left == {
        ("样本新法", "2020-01-01", "laws.csv 没有这部法"): "6",
        ("样本海岛条例", "2020-01-01", "县里没有海"): "6",
        ("样本湖区条例", "2012-01-01", "旧版本"): "6",
        ("样本湖区条例", "2020-01-01", "方案以外的机关（OP-18）"): "1",
        ("样本湖区条例", "2020-01-01", "由国家、省或者设区的市的机关实施"): "1",
    }
    assert "3 provisions proven, 1 with a question" in capsys.readouterr().err


def test_the_same_texts_give_the_same_sheets_and_no_sheet_holds_the_wording(pack: Path) -> None:
    compile_pack(pack)
    first = {p.name: p.read_bytes() for p in (pack / "sheets").iterdir()}
    compile_pack(pack)
    assert {p.name: p.read_bytes() for p in (pack / "sheets").iterdir()} == first
    assert not any("孔明灯的，" in content.decode() or "remarks" in content.decode() for content in first.values())
    assert {r["wording"] for r in rows(pack / "words" / "lake_protection_water.csv")} == {"喂鸟", "在湖里放孔明灯", "在湖里敲钟"}


def test_only_what_has_a_name_is_loaded(pack: Path) -> None:
    compile_pack(pack)
    codes = [m["code"] for m in rows(pack / "sheets" / "lake_protection_water.matters.csv")]
    assert all(not list(some) for _, some in tables(pack))
    (pack / "names").mkdir()
    (pack / "names" / "water.csv").write_text(f"code,name,words\n{codes[1]},湖上放灯,放灯、孔明灯\n{codes[2]},,\nC-GONE,没有这一条,\n")
    loaded = {name: [row for _, row in some] for name, some in tables(pack)}
    assert [(m["code"], m["name"]) for m in loaded["matters"]] == [(codes[1], "湖上放灯")]
    assert {b["matter"] for b in loaded["bases"]} == {r["matter"] for r in loaded["ranges"]} == {codes[1]}
    assert [s["title"] for s in loaded["statutes"]] == ["样本湖区条例"]
    assert loaded["words"] == [{"matter": codes[1], "words": "放灯、孔明灯"}]


@pytest.mark.parametrize(("line", "fault"), [("C-1,又一个,\n", "has a name already"), (f"C-2,{'长' * 61},\n", "at most 60")])
def test_a_second_name_and_one_that_is_a_sentence_are_refused(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "x.csv").write_text(f"code,name,words\nC-1,一个,\n{line}", encoding="utf-8")
    with pytest.raises(PackError, match=fault):
        read_names(tmp_path)


@pytest.mark.parametrize(
    ("default", "enforcer", "field", "value"),
    [
        ("lake_protection_water", None, "domain", "lake_protection_water"),
        ("lake_protection_water", "县级以上地方人民政府林业主管部门", "domain", "forestry"),
        ("lake_protection_water", "公安机关", "left", "方案以外的机关（OP-18）"),
        ("lake_protection_water", "省、自治区、直辖市人民政府水行政主管部门", "left", "由国家、省或者设区的市的机关实施"),
        ("lake_protection_water", "水行政主管部门、林业主管部门", "question", "条文写了几个部门"),
        ("lake_protection_water", "县级人民政府指定的部门", "question", "哪个部门"),
        ("lake_protection_water", "主管部门", "domain", "lake_protection_water"),
        ("forestry", "城管局", "domain", "urban_management"),
        ("lake_protection_water", "城管局", "domain", "lake_protection_water"),
        ("forestry", "规划部门", "domain", "natural_resources"),
        ("urban_management", "规划部门", "domain", "urban_management"),
        ("?", None, "question", "归哪个领域"),
    ],
)
def test_the_enforcer_of_the_provision_decides_the_field(pack: Path, default: str, enforcer: str | None, field: str, value: str) -> None:
    scope = read_scope(pack, frozenset({"lake_protection_water", "urban_management"}))
    assert getattr(scope.place(LawScope("样本法", default, "归哪个领域"), enforcer), field).startswith(value)


def test_a_body_of_one_law_counts_there_only(pack: Path) -> None:
    scope: Scope = read_scope(pack, frozenset())
    assert scope.place(LawScope("样本矿山法", "health", ""), "劳动部门").domain == "emergency"
    assert scope.place(LawScope("样本法", "health", ""), "劳动部门").domain == "health"


def test_every_law_of_the_scope_has_a_field_or_a_reason_to_stay_out() -> None:
    root = ROOT / compiled.LAYER
    scope = read_scope(root, frozenset())
    domains = {d.code for d in county.load_plan("chunan").domains.values()} | {"", "?"}
    assert {law.domain for law in scope.laws.values()} <= domains
    assert all(law.domain or law.reason for law in scope.laws.values())
    assert {b.domain for b in scope.bodies} <= domains | {"-", "*", "planning"}


def test_the_compiled_pack_loads_with_the_county_and_every_name_belongs_to_a_provision() -> None:
    layers = ("cn", "zhejiang", "chunan", compiled.LAYER, "demo")
    full, by_hand = (load_county(some) for some in (layers, tuple(x for x in layers if x != compiled.LAYER)))
    found = {e.code for e in full.table("matters")} - {e.code for e in by_hand.table("matters")}
    root = ROOT / compiled.LAYER
    asked = {row["code"] for _, row in read_csv(root / "questions.csv", "code")}
    assert found == {e.code for e in full.table("matters") if e.values["origin"] == "compiled"} == set(read_names(root)) - asked
    assert {b.values["matter"] for b in full.table("bases") if b.values["role"] == "penalty"} >= found
    assert sum(c.named for c in compiled.counts()) == len(found)
    assert not [e.code for e in full.table("matters") if compiled.DETENTION in str(e.values["kinds"])]
    mixed = next(e for e in full.table("matters") if e.code == "C-3CC7B89F").values
    assert ("fine" in mixed["kinds"], "第十八条第三款" in mixed["remarks"]) == (True, True)


def test_detention_is_left_to_the_police_alone_or_beside_other_kinds(pack: Path) -> None:
    law = LAW.replace("处五十元以上五百元以下罚款", "处五十元以上五百元以下罚款，并处五日以下拘留")
    alone = "第十一条　夜间鸣笛拒不停止的，由水行政主管部门移送，处十日以下拘留。"
    law = law.replace("第十一条　夜间鸣笛的，由公安机关处二百元以下罚款。", alone)
    (pack / "texts" / "样本湖区条例(2020-01-01).md").write_text(law, encoding="utf-8")
    compile_pack(pack)
    kinds = [m["kinds"] for m in rows(pack / "sheets" / "lake_protection_water.matters.csv")]
    assert kinds == ["fine；detention", "fine", "fine"]
    assert "行政拘留由公安机关决定" in (pack / "left_out.csv").read_text(encoding="utf-8")


def test_a_compiled_matter_is_proven_like_any_other(pack: Path) -> None:
    from zhifa.packs.county import CountyData, Entry
    from zhifa.packs.statutes import Library

    compile_pack(pack)
    codes = [m["code"] for m in rows(pack / "sheets" / "lake_protection_water.matters.csv")]
    (pack / "names").mkdir()
    (pack / "names" / "w.csv").write_text("code,name,words\n" + "".join(f"{c},名称,\n" for c in codes), encoding="utf-8")
    found = {name: tuple(Entry(row.get("code", ""), "x", row, where) for where, row in some) for name, some in tables(pack)}
    assert not verify(CountyData(("x",), {}, found), Library(pack / "texts")).failed
