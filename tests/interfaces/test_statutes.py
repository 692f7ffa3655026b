"""`zhifa statutes`: files in, JSON lines out, on invented laws."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docx import Document

from zhifa.algorithms.statutes.numerals import chinese
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.cli.statute_files import source_of
from zhifa.packs.county import load_county
from zhifa.packs.drafting import COLUMNS

LINES = (
    "# 镜湖养护条例",
    "## 第六章 法律责任",
    "第五十条　擅自敲冰的，由镜湖管理局责令改正，处一百元罚款。",
    "第五十一条　擅自敲钟的，处五十元罚款。",
)


def law(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n\n".join(lines or LINES), encoding="utf-8")
    return path


def sheet(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, object]], str]:
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


def test_title_and_version_come_from_the_file_name() -> None:
    found = source_of(Path("x/浙江省实施《中华人民共和国虚构法》办法(2020-11-27).md"))
    assert (found.law, found.version) == ("浙江省实施《虚构法》办法", "2020-11-27")
    assert source_of(Path("中国（浙江）虚构条例.md")).version is None


def test_markdown_text_and_docx_give_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document()
    for line in LINES:
        document.add_paragraph(line.lstrip("# "))
    document.save(str(tmp_path / "镜湖养护条例(2020-01-01).docx"))
    given = [
        law(tmp_path, "镜湖养护条例(2020-01-01).md"),
        law(tmp_path, "镜湖养护条例(2020-01-01).txt"),
        tmp_path / "镜湖养护条例(2020-01-01).docx",
    ]
    answers = []
    for path in given:
        assert cli.main(["statutes", "extract", str(path)]) == 0
        answers.append(said(capsys)[0])
    assert answers[0] == answers[1] == answers[2]
    assert [(r["law"], r["version"], r["article"]) for r in answers[0]] == [
        ("镜湖养护条例", "2020-01-01", 50),
        ("镜湖养护条例", "2020-01-01", 51),
    ]


def test_a_folder_is_read_in_a_fixed_order_by_several_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(14):
        law(tmp_path, f"条例{number:02}(2020-01-01).md")
    assert cli.main(["statutes", "extract", str(tmp_path), "--processes", "1"]) == 0
    alone, err = said(capsys)
    assert cli.main(["statutes", "extract", str(tmp_path)]) == 0
    together, _ = said(capsys)
    assert alone == together
    assert [r["law"] for r in alone[::2]] == [f"条例{number:02}" for number in range(14)]
    assert "14/14 texts, 28 provisions" in err


def test_wrong_files_are_named_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law(tmp_path, "乙条例.md")
    (tmp_path / "空.md").write_bytes(b" \n")
    (tmp_path / "旧.txt").write_bytes("第一条　敲冰的，处罚款。".encode("gb18030"))
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "改名.md").write_bytes(b"%PDF-1.7 renamed")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    law(tmp_path, "通知.md", "各单位：请注意。")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    assert cli.main(["statutes", "extract", str(tmp_path)]) == 1
    found, err = said(capsys)
    assert [r["law"] for r in found] == ["乙条例", "乙条例"]
    for name, reason in {
        "空.md": "is empty",
        "旧.txt": "not UTF-8",
        "旧.doc": "old Word file",
        "扫描.pdf": "is a PDF",
        "改名.md": "is a PDF",
        "坏.docx": "no DOCX",
        "通知.md": "has no articles",
    }.items():
        assert any(name in line and reason in line for line in err.splitlines()), name
    assert "图.png" not in err


def test_a_text_without_articles_alone_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["statutes", "extract", str(law(tmp_path, "通知.md", "各单位：请注意。"))]) == 0
    assert "has no articles" in said(capsys)[1]


def test_a_path_that_is_not_there_and_an_empty_folder_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["statutes", "extract", str(tmp_path / "没有")]) == 2
    assert cli.main(["statutes", "extract", str(tmp_path)]) == 2
    assert "没有" in said(capsys)[1]


def test_a_docx_without_words_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Document().save(str(tmp_path / "图片.docx"))
    assert cli.main(["statutes", "extract", str(tmp_path / "图片.docx")]) == 1
    assert "holds no words" in said(capsys)[1]


NEWER = ("## 第六章 法律责任", "第五十条　擅自敲冰的，由镜湖管理局责令改正，处二百元罚款。", "第五十一条　放飞孔明灯的，没收孔明灯。")


def test_a_changed_text_is_compared_as_table_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = law(tmp_path, "镜湖养护条例(2020-01-01).md"), law(tmp_path, "镜湖养护条例(2024-01-01).md", *NEWER)
    assert cli.main(["statutes", "diff", str(old), str(new), "--format", "json"]) == 1
    found, err = said(capsys)
    assert [(r["change"], r["place"], r["conduct"]) for r in found] == [
        ("changed", "第50条", "擅自敲冰"),
        ("added", "第51条", "放飞孔明灯"),
        ("removed", "第51条", "擅自敲钟"),
    ]
    assert found[0]["fields"] == {"fines": {"old": ["base any yuan 100"], "new": ["base any yuan 200"]}}
    assert "1 added, 1 removed, 1 changed" in err
    assert cli.main(["statutes", "diff", str(old), str(new)]) == 1
    table = capsys.readouterr().out.splitlines()
    assert table[0] == "~ 第50条  擅自敲冰"
    assert table[1].strip() == "fines: base any yuan 100 → base any yuan 200"


def test_equal_texts_differ_in_nothing_and_unreadable_ones_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = law(tmp_path, "镜湖养护条例(2020-01-01).md")
    assert cli.main(["statutes", "diff", str(old), str(old)]) == 0
    (tmp_path / "空.md").write_bytes(b"")
    assert cli.main(["statutes", "diff", str(old), str(tmp_path / "空.md")]) == 2
    assert "is empty" in said(capsys)[1]


def test_a_changed_text_names_the_matters_of_the_packs_that_rest_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = load_county(("cn", "zhejiang", "chunan", "demo"))
    statutes = {e.code: e.values for e in catalogue.table("statutes")}
    basis = next(
        e.values for e in catalogue.table("bases") if e.values["role"] == "penalty" and not e.values["item"] and not e.values["sub"]
    )
    statute = statutes[basis["statute"]]
    title, version = statute["title"], statute["version"]
    number, before = chinese(int(basis["article"])), int(basis["paragraph"] or 1) - 1
    lines = [*["游人应当爱护湖水。"] * before, "敲冰的，处一百元罚款。"]
    old = law(tmp_path, f"{title}({version}).md", "## 法律责任", f"第{number}条　{lines[0]}", *lines[1:])
    new = law(tmp_path, f"{title}(2099-01-01).md", "第一条　无。")
    assert cli.main(["statutes", "diff", str(old), str(new), "--format", "json"]) == 1
    assert basis["matter"] in said(capsys)[0][0]["matters"]


def test_provisions_become_draft_sheets_of_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "## 第六章 法律责任",
        "第五十条　违反本条例第三条之一规定，擅自敲冰的，由镜湖管理局责令改正；"
        "逾期不改正的，对单位处一千元罚款，对个人处合同价款百分之五以下罚款；情节严重的，处每平方米十元罚款。",
        "第五十一条　未修剪芦苇的，责令限期修剪。",
    )
    path = law(tmp_path, "杭州市镜湖养护条例(2020-01-01).md", *text)
    assert cli.main(["statutes", "draft", str(path), "--to", str(tmp_path / "sheets")]) == 0
    sheets = {name: sheet(tmp_path / "sheets" / f"{name}.csv") for name in COLUMNS}
    (matter,), (statute,) = sheets["matters"], sheets["statutes"]
    assert (statute["title"], statute["version"], statute["level"]) == ("杭州市镜湖养护条例", "2020-01-01", "local_regulation")
    assert (matter["name"], matter["origin"], matter["precondition"], matter["kinds"]) == ("draft", "draft", "rectify_first", "fine")
    assert [(b["role"], b["article"], b["sub"]) for b in sheets["bases"]] == [("prohibition", "3", "1"), ("penalty", "50", "")]
    assert sheets["bases"][1]["mark"] == "擅自敲冰"
    assert [
        (r["party_kind"], r["tier"], r["min"], r["max"], r["unit"], r["ratio_max"], r["base"], r["precondition"]) for r in sheets["ranges"]
    ] == [
        ("organization", "base", "1000", "1000", "", "", "", "rectify_first"),
        ("citizen", "base", "", "", "", "0.05", "合同价款", "rectify_first"),
        ("any", "serious", "10", "10", "每平方米", "", "", "none"),
    ]
    assert [w["words"] for w in sheets["words"]] == [""]
    assert "1 draft matters" in said(capsys)[1]
    assert cli.main(["statutes", "draft", str(path), "--to", str(tmp_path / "sheets")]) == 2
    assert "do not overwrite" in said(capsys)[1]
