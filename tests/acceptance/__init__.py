"""The plan's sentences as questions to the loaded county. `NOT_ASKED`: requirements of the catalogue without a test here, and why."""

NOT_ASKED: dict[str, str] = {
    "R45": "综合执法办九项职责没有逐项的队列和年度报告章节",
}
