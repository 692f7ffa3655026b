"""Whatever is changed past the services in a case, its money or its documents is found."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.apps.cases import play
from zhifa.apps.cases import models, services
from zhifa.apps.documents.models import Document, NumberSeries, SeriesNumber
from zhifa.apps.parties.models import Party
from zhifa.apps.trail import verification
from zhifa.apps.trail.verification import Counts, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(county: None, settings: Any, tmp_path: Path) -> models.Case:
    """A case with an order, cash, a receipt and every document."""
    settings.DOCUMENT_ROOT, settings.EVIDENCE_ROOT = tmp_path / "documents", tmp_path / "evidence"
    order = play.ordered()
    services.serve_order(by=play.first(), at=play.minutes(2), order=order.pk, refusal_note="拒收", witness="录像")
    case = play.played("reported")
    services.collect_on_spot(by=play.first(), at=play.minutes(40), case=case.pk, fiscal_receipt="浙财票0001")
    services.import_receipt(
        by=play.BANK,
        at=play.AT + timedelta(days=2),
        source="nontax",
        number="R-1",
        decision=case.decisions.get().number,
        amount=Decimal(20),
        paid_on=date(2026, 9, 3),
    )
    return case


def found() -> list[Any]:
    return list(verify(Counts()))


def test_an_honest_case_has_no_finding(paid: models.Case) -> None:
    assert found() == []


CHANGES: tuple[tuple[Any, dict[str, Any]], ...] = (
    (models.Case, {"acting_identity": "别的机关"}),
    (models.Case, {"narrative": "改过的事实"}),
    (models.Handler, {"name": "别人"}),
    (models.Notice, {"statement": ""}),
    (models.Decision, {"fine": Decimal(10)}),
    (models.Deadline, {"due": date(2027, 1, 1)}),
    (models.Receipt, {"amount": Decimal(200)}),
    (models.Collection, {"fiscal_receipt": "浙财票9999"}),
    (models.CorrectionOrder, {"due_on": date(2026, 8, 1)}),
    (Document, {"blocks": {}}),
    (NumberSeries, {"last": 0}),
    (SeriesNumber, {"number": 7}),
    (Party, {"name": "别人"}),
)


def test_any_changed_row_is_found(paid: models.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {model for model, _ in CHANGES}
    monkeypatch.setattr(verification, "tracked_models", lambda: list(changed))
    assert [p for p in found() if p.kind != "table_unknown"] == []
    for model, change in CHANGES:
        with transaction.atomic():
            assert model.objects.update(**change)
            assert {p.place.split()[0] for p in found() if p.kind != "table_unknown"} == {model._meta.label_lower}, (model, change)
            transaction.set_rollback(True)


def test_a_removed_deadline_and_a_changed_document_file_are_found(paid: models.Case, settings: Any) -> None:
    (first, *_) = settings.DOCUMENT_ROOT.rglob("*.pdf")
    first.write_bytes(b"%PDF-forged")
    assert len(found()) == 1
    models.Deadline.objects.first().delete()
    assert len(found()) == 2
