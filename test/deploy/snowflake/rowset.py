"""Arrow to the JSON rowset of Snowflake's wire: every value a text, or null."""

from __future__ import annotations

import datetime as dt
import decimal

import pyarrow as pa

EPOCH = dt.date(1970, 1, 1)


def rowset(result: pa.Table, rowtype: list[dict]) -> list[list[str | None]]:
    columns = [texts(column, info["type"]) for column, info in zip(result.columns, rowtype, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)] if columns else []


def texts(column: pa.ChunkedArray, kind: str) -> list[str | None]:
    if pa.types.is_timestamp(column.type):
        micros = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False).cast(pa.int64()).to_pylist()
        zone = " 1440" if column.type.tz else ""
        return [None if one is None else f"{one // 1_000_000}.{one % 1_000_000:06d}000{zone}" for one in micros]
    if kind == "real":
        return [None if one is None else repr(float(one)) for one in column.to_pylist()]
    return [text(one) for one in column.to_pylist()]


def text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return str((value - EPOCH).days)
    return str(value)
