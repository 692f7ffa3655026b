"""What goes in and out, with its limits. Unknown members are refused: a mistyped name must not vanish silently."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from zhifa.apps.incidents.services import Report

MOST_MEDIA = 20
MOST_ROWS = 200


def _written(value: Any) -> Any:
    """An instant is written out with its zone: a bare number could be seconds or milliseconds."""
    if isinstance(value, str | datetime):
        return value
    raise PydanticCustomError("datetime_parsing", "a time written as text with its zone")


def _day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    raise PydanticCustomError("date_parsing", "a day written as 2026-07-01")


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("decimal_type", "a number")
    return value


def _universal(value: datetime) -> datetime:
    """One instant, one content: the same time in another zone is no other report."""
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("datetime_parsing", "a time of this age") from error


Instant = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_universal)]
Day = Annotated[date, BeforeValidator(_day)]
Yuan = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}(\.[0-9]{1,2})?$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Degrees = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False)]


class Strict(BaseModel):
    """Unknown members are errors."""

    model_config = ConfigDict(extra="forbid")


class ReportIn(Strict):
    """One report of a source system. The same (source, external_id) with the same content is the same report."""

    source: str = Field(min_length=1, max_length=32, description="来源代码，须是令牌所属的来源，例如 12345、110、grid")
    external_id: str | None = Field(None, min_length=1, max_length=64, description="来源系统自己的编号")
    reported_at: Instant = Field(description="群众反映的时间，带时区")
    text: str = Field(min_length=1, max_length=4000)
    address: str = Field("", max_length=200)
    lon: Degrees | None = Field(None, ge=-180, le=180, description="CGCS2000 经度")
    lat: Degrees | None = Field(None, ge=-90, le=90, description="CGCS2000 纬度")
    area: str = Field("", max_length=40, description="区域代码；不给时由坐标推出")
    danger_to_life: StrictBool = False
    reporter_name: str = Field("", max_length=60)
    reporter_phone: str = Field("", max_length=32)
    wants_reply: StrictBool = True
    media: list[Sha256] = Field([], max_length=MOST_MEDIA, description="随后用 PUT /media/{sha256} 送达的文件")
    reported_by_organ: str = Field("", max_length=40)

    def report(self) -> Report:
        """For the service."""
        return Report(**self.__dict__ | {"media": tuple(dict.fromkeys(self.media))})


class BatchIn(Strict):
    """Rows are taken one by one: a wrong one does not hold up the others."""

    reports: list[Any] = Field(min_length=1, max_length=MOST_ROWS)


class CandidateOut(BaseModel):
    """A matter that the text may speak of; nobody has decided yet."""

    matter: str
    name: str
    score: float
    words: list[str]


class ReportedOut(BaseModel):
    """`tracking_code` is for the reporter; `enforcement`: yes, no or unsure, a proposal until a dispatcher decides.
    `handled_with`: number of the incident that this report was merged into ("" not merged); its progress is found under the own
    tracking code."""

    number: str
    tracking_code: str
    state: str
    area: str
    received_at: datetime
    due_at: datetime | None
    enforcement: str
    words: list[str]
    candidates: list[CandidateOut]
    handled_with: str = ""


class RowOut(BaseModel):
    """`status` as a single request would have had it: 201, 200, 409, 422, 403."""

    index: int
    status: int
    reported: ReportedOut | None = None
    problem: dict[str, Any] | None = None


class BatchOut(BaseModel):
    """One result per row, in order."""

    created: int
    repeated: int
    refused: int
    rows: list[RowOut]


class MediaOut(BaseModel):
    """`rows`: how many declared files these bytes complete; 0 when they had arrived before."""

    sha256: str
    rows: int
