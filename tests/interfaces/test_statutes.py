"""`zhifa statutes`: files in, JSON lines out, on invented laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.cli.statute_files import source_of

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
