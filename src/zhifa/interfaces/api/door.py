"""The API as a whole: /api/v1, described at /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from zhifa.interfaces.api import (
    acts,
    argument,
    audit,
    authority,
    cases,
    changes,
    cutovers,
    desk,
    disputes,
    empowerment,
    evidence,
    house,
    incidents,
    inspections,
    lists,
    matching,
    media,
    office,
    open_data,
    ordinary,
    plan,
    problems,
    progress,
    receipts,
    reform,
    reform_acts,
    reform_registers,
    rules,
    session,
    staffing,
    units,
)
from zhifa.interfaces.api.people import PersonKey
from zhifa.interfaces.api.tokens import SourceToken


class StrictJson(Parser):
    """Refuses what the standard library lets pass: NaN, infinity, lone surrogates, endless nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises ValueError."""
        return orjson.loads(request.body)


class Json(BaseRenderer):
    """UTF-8 as it is."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Bytes of the answer."""
        return orjson.dumps(data, default=str)


api = NinjaAPI(
    title="zhifa",
    version="1",
    description="来源系统与办事人员的入口：事件、文件、规则问答；桌面和手机上的每一步都有对应的接口。错误一律为 application/problem+json。",
    parser=StrictJson(),
    renderer=Json(),
    docs_url=None,
    urls_namespace="api",
)
problems.install(api)
api.add_router("/session", session.router)
api.add_router("/incidents", incidents.router, auth=[SourceToken("incidents"), PersonKey()])
api.add_router("/media", media.router, auth=SourceToken("media"))
api.add_router("/receipts", receipts.router, auth=SourceToken("receipts"))
api.add_router("/rules", rules.router, auth=[SourceToken(""), PersonKey()])
api.add_router("/authority", authority.router, auth=[SourceToken(""), PersonKey()])
api.add_router("/progress", progress.router)
api.add_router("/open-data", open_data.router)
api.add_router("", acts.router, auth=PersonKey())
api.add_router("", desk.router, auth=PersonKey())
api.add_router("", evidence.router, auth=PersonKey())
api.add_router("", cases.router, auth=PersonKey())
api.add_router("", ordinary.router, auth=PersonKey())
api.add_router("", inspections.router, auth=PersonKey())
api.add_router("", disputes.router, auth=PersonKey())
api.add_router("", house.router, auth=PersonKey())
api.add_router("", audit.router, auth=PersonKey())
api.add_router("", plan.router, auth=PersonKey())
api.add_router("", lists.router, auth=PersonKey())
api.add_router("", empowerment.router, auth=PersonKey())
api.add_router("/matching", matching.router, auth=PersonKey())
api.add_router("", reform.router, auth=PersonKey())
api.add_router("", reform_registers.router, auth=PersonKey())
api.add_router("", reform_acts.router, auth=PersonKey())
api.add_router("", argument.router, auth=PersonKey())
api.add_router("", office.router, auth=PersonKey())
api.add_router("", units.router, auth=PersonKey())
api.add_router("", staffing.router, auth=PersonKey())
api.add_router("", changes.router, auth=PersonKey())
api.add_router("", cutovers.router, auth=PersonKey())
