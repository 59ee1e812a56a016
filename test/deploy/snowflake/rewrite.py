"""Statements that fakesnow translates wrongly or not at all, in words it knows. Each rule says which macro or adapter needs it."""

from __future__ import annotations


def rewritten(sql: str) -> str:
    return sql
