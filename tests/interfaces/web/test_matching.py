"""The matcher's desk: train, compare, use, go back; words for matters that nobody reaches."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.incidents.test_matching import STALL, taught, trained
from tests.apps.loop.world import AT, reported
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.incidents.models import EverydayWord, Incident, MatcherVersion
from zhifa.interfaces.frame import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands."""
    monkeypatch.setattr(clock, "now", lambda: AT)


def test_a_version_is_trained_looked_at_used_and_left_again() -> None:
    client, desk = logged_in("guidance"), reverse("web:matching")
    assert "还没有训练过" in client.get(desk).content.decode()
    assert "没有可学的更正" in (refused := client.post(desk)).content.decode()
    assert refused.status_code == 409
    taught()
    assert "又有 3 条更正" in client.get(desk).content.decode()
    assert client.post(desk)["Location"] == client.post(desk)["Location"] == desk
    assert "正在训练新版本" in client.get(desk).content.decode()
    trained()
    assert "正在训练新版本" not in client.get(desk, headers={"X-Live": "1"}).content.decode()
    page = reverse("web:matching_version", args=[1])
    assert client.post(desk)["Location"] == page
    shown = client.get(page).content.decode()
    for words in ("变好的", "没学过的更正", "目录词自检", "启用这一版", "训练匹配版本"):
        assert words in shown
    assert "13800000001" not in shown
    row = MatcherVersion.objects.get()
    assert client.post(page, {"intent": "activate", "version": row.version, "reason": ""}).status_code == 302
    assert "第 1 版在用" in client.get(desk).content.decode()
    assert client.post(page, {"intent": "activate"}).status_code == 409
    assert client.post(page, {"intent": "roll_back", "reason": ""}).status_code == 422
    assert client.post(page, {"intent": "roll_back", "reason": "再看看"}).status_code == 302
    assert "现在只用词库" in client.get(desk).content.decode()
    assert client.post(page, {"intent": "nothing"}).status_code == 404
    assert client.get(reverse("web:matching_version", args=[9])).status_code == 404


def test_matters_are_listed_by_reach_and_given_words() -> None:
    client = logged_in("duty-chief")
    listed = client.get(reverse("web:matching_reach"), {"state": "reached", "q": "UM-001"}).content.decode()
    assert "未经批准超出门、窗店外经营" in listed
    assert "这里没有事项" in client.get(reverse("web:matching_reach"), {"state": "shadowed", "q": "没有这种"}).content.decode()
    assert client.get(reverse("web:matching_reach_export"))["Content-Type"].endswith("spreadsheetml.sheet")
    assert "UM-001" in client.get(reverse("web:matching_reach_export"), {"format": "csv"}).content.decode("utf-8-sig")
    page = reverse("web:matching_words", args=[STALL])
    assert client.post(page, {"words": "支棱起来、桌椅摆摊阵\n挡路王"}).status_code == 302
    assert EverydayWord.objects.count() == 3
    assert "支棱起来" in client.get(page).content.decode()
    assert client.post(page, {"words": "一"}).status_code == 422
    end = reverse("web:matching_word_end", args=[STALL])
    assert client.post(end, {"word": "挡路王"}).status_code == 302
    assert client.post(end, {"word": "挡路王"}).status_code == 302
    assert EverydayWord.objects.filter(ended_at=None).count() == 2
    assert client.get(reverse("web:matching_words", args=["NO-1"])).status_code == 404


def test_a_sentence_is_tried_and_nothing_is_kept() -> None:
    client = logged_in("dispatcher-1")
    shown = client.get(reverse("web:matching"), {"try": "楼下饭店油烟熏人"}).content.decode()
    assert "油烟" in shown
    assert "看建议" in shown
    assert "没有匹配到事项" in client.get(reverse("web:matching"), {"try": "嗯嗯好"}).content.decode()
    assert Incident.objects.count() == 0


def test_those_who_watch_read_and_do_not_teach() -> None:
    client = logged_in("leader")
    assert "训练新版本" not in client.get(reverse("web:matching")).content.decode()
    assert client.post(reverse("web:matching")).status_code == 403
    assert client.post(reverse("web:matching_words", args=[STALL]), {"words": "支棱起来"}).status_code in (403, 409)
    assert logged_in("weiping-officer-1").get(reverse("web:matching")).status_code == 403
    assert EverydayWord.objects.count() == 0


def test_the_incident_says_how_sure_the_proposal_is_and_what_to_ask() -> None:
    client = logged_in("dispatcher-1")
    sure = reported("S-1", text="烧烤店天天占道经营摆摊，油烟熏人，请城管查处，流动摊贩占用人行道")
    vague = reported("S-2", text="你们到底管不管")
    assert "把握大" in client.get(reverse("web:incident", args=[sure.number])).content.decode()
    shown = client.get(reverse("web:incident", args=[vague.number])).content.decode()
    assert "把握小" in shown
    assert "请问清" in shown
