"""What fakesnow reads wrongly, mended before it is run. Each rule names the SQL of ours that needs it."""

from __future__ import annotations

import re
from string import Template

import fakesnow.info_schema
import fakesnow.transforms
import sqlglot
from fakesnow.cursor import FakeSnowflakeCursor
from fakesnow.variables import Variables
from sqlglot import exp

ITEMS = "cast({array} as json[])"
SUM = f"""coalesce(list_sum(list_transform({ITEMS}, lambda item: try_cast(item ->> '{{path}}' as decimal(15, 4)))), 0)"""
REFUSED = f"""coalesce(list_bool_or(list_transform({ITEMS}, lambda item:
    (nullif(item ->> '{{path}}', '') is null) <> (try_cast(item ->> '{{path}}' as decimal(15, 4)) is null))), false)"""
NAMED = f"""coalesce(list_sum(list_transform(list_filter({ITEMS}, lambda item: (item ->> '$.name') in ({{names}})),
    lambda item: try_cast(item ->> '$.quantity' as bigint))), 0)"""


def mend_fakesnow() -> None:
    _keep_quoted_dollars()
    _add_up_arrays()
    _add_days_to_dates()
    _add_decimals_exactly()
    _round_quotients_of_decimals()
    _trim_what_is_named()
    _list_views()


def _keep_quoted_dollars() -> None:
    """`"$message"` is a quoted name, not a session variable (stg_klaviyo__events)."""
    inline = Variables.inline_variables

    def inline_variables(self: Variables, sql: str) -> str:
        return inline(self, re.sub(r'"\$', '"\ue000', sql)).replace("\ue000", "$")

    Variables.inline_variables = inline_variables


def _add_up_arrays() -> None:
    """`reduce` over an array of JSON, in the forms of the macros sum_of, sum_refused and sum_named."""
    transform = FakeSnowflakeCursor._transform

    def with_sums(self: FakeSnowflakeCursor, statement: exp.Expression, params):
        forms = []
        for at, node in enumerate(list(statement.find_all(exp.Reduce))):
            forms.append(_form_of(node))
            node.replace(exp.Anonymous(this=f"EMULATED_SUM_{at}", expressions=[node.this.this.copy()]))
        transformed = transform(self, statement, params)
        for node in list(transformed.find_all(exp.Anonymous)):
            if not node.name.upper().startswith("EMULATED_SUM_"):
                continue
            form, words = forms[int(node.name.split("_")[-1])]
            array = node.expressions[0].sql(dialect="duckdb")
            node.replace(sqlglot.parse_one(form.format(array=array, **words), read="duckdb"))
        return transformed

    FakeSnowflakeCursor._transform = with_sums


def _form_of(node: exp.Reduce):
    merge = node.args["merge"]
    named = merge.find(exp.In)
    if named is not None:
        return NAMED, {"names": ", ".join(name.sql(dialect="duckdb") for name in named.expressions)}
    item = merge.find(exp.JSONExtract)
    path = "$." + ".".join(key.this for key in item.expression.find_all(exp.JSONPathKey))
    return (REFUSED if isinstance(node.args["initial"], exp.Boolean) else SUM), {"path": path}


def _add_days_to_dates() -> None:
    """A date and `::integer`: fakesnow makes every whole number a bigint, which DuckDB adds to no date (ftr_demand_forecast)."""
    transform = FakeSnowflakeCursor._transform

    def with_days(self: FakeSnowflakeCursor, statement: exp.Expression, params):
        transformed = transform(self, statement, params)
        for node in transformed.find_all(exp.Add, exp.Sub):
            added = node.expression
            if isinstance(added, exp.Cast) and added.to.this == exp.DataType.Type.BIGINT:
                added.set("to", exp.DataType.build("int"))
        return transformed

    FakeSnowflakeCursor._transform = with_days


def _add_decimals_exactly() -> None:
    """fakesnow adds a column it does not know the type of up as doubles; ours are decimals (the checks that reconcile money)."""
    fakesnow.transforms.numeric_agg_implicit_cast = lambda expression: expression


def _round_quotients_of_decimals() -> None:
    """Decimals divide to twelve digits in Snowflake and to a double here, which rounds halves down now and then (macro prorate)."""
    transform = FakeSnowflakeCursor._transform

    def with_digits(self: FakeSnowflakeCursor, statement: exp.Expression, params):
        transformed = transform(self, statement, params)
        for node in transformed.find_all(exp.Round):
            if isinstance(node.this.unnest(), exp.Div):
                node.set("this", exp.cast(node.this.copy(), "decimal(38, 12)"))
        return transformed

    FakeSnowflakeCursor._transform = with_digits


def _trim_what_is_named() -> None:
    """fakesnow forgets which letters `trim` takes away when it makes a text of the first argument (int_product_records)."""

    def trimmed(expression: exp.Expression) -> exp.Expression:
        if isinstance(expression, exp.Trim) and not isinstance(expression.this, exp.Cast):
            expression.set("this", exp.cast(expression.this.copy(), "varchar"))
        return expression

    fakesnow.transforms.trim_cast_varchar = trimmed


def _list_views() -> None:
    """`information_schema.tables` lists views too (the verb `tables`)."""
    template = fakesnow.info_schema.SQL_CREATE_INFORMATION_SCHEMA_TABLES_VIEW
    views = """
union all by name
select database_name as TABLE_CATALOG, schema_name as TABLE_SCHEMA, view_name as TABLE_NAME, 'VIEW' as TABLE_TYPE
from duckdb_views()
where database_name = '${catalog}' and not internal and schema_name != '_fs_information_schema'
"""
    fakesnow.info_schema.SQL_CREATE_INFORMATION_SCHEMA_TABLES_VIEW = Template(
        template.template.rstrip().removesuffix(";") + views
    )
