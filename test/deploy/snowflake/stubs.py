"""What fakesnow does not know. `accepted` is noted and has no effect; `imitated` has an effect like Snowflake's, made of copies."""

from __future__ import annotations

import contextlib
import os
import re
import shutil

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from fakesnow.rowtype import describe_as_rowtype
from snowpipe import Pipes

ACCEPTED = re.compile(
    r"^\s*(create( or replace)? (role|warehouse|resource monitor|masking policy|storage integration|file format|stage|tag|notification integration)\b"
    r"|create (role|warehouse|stage|file format|masking policy|storage integration) if not exists\b"
    r"|alter (warehouse|account|user|pipe|storage integration|table \S+ (modify|alter) column)\b"
    r"|(grant|revoke)\b|use (role|warehouse|secondary roles)\b)",
    re.I,
)
NAME = r"([\w.]+)"


def run(duck, sql: str, given: list | None = None) -> list[tuple]:
    """One statement to its end: DuckDB refuses the next one before."""
    return duck.execute(sql, given).fetchall()


def use(connection, database: str | None) -> None:
    """As in Snowflake, with `public` as the current schema; fakesnow leaves none."""
    connection.cursor().execute(f"use database {database}")
    connection.cursor().execute(f"use schema {database}.public")


def done(text: str = "Statement executed successfully."):
    return pa.table({"status": [text]}), describe_as_rowtype([("status", "VARCHAR", None, None, None, None)])


class Stubs:
    def __init__(self, pipes: Pipes, folder: str):
        self.pipes = pipes
        self.folder = folder
        # Snowflake looks a view's tables up when it is read, DuckDB when it is made: views wait until theirs are there.
        self.waiting: dict[str, dict[str, str]] = {}
        self.imitations = [
            (r"explain (.*)", self.explain),
            (rf"create or replace transient database {NAME}", self.create_database),
            (rf"create database if not exists {NAME}.*", self.ensure_database),
            (rf"drop database if exists {NAME}", self.drop_database),
            (rf"use database {NAME}", self.use_database),
            (rf"create or replace transient schema {NAME} clone {NAME}", self.clone),
            (rf"alter schema {NAME} rename to {NAME}", self.rename),
            (rf"alter schema {NAME} swap with {NAME}", self.swap),
            (r"desc(?:ribe)? (?:storage )?integration \w+", self.describe_integration),
            (rf"create (?:or replace )?pipe (?:if not exists )?{NAME}", self.create_pipe),
            (rf"select .* from table\({NAME}\.information_schema\.copy_history\(table_name => '([\w.]+)'", self.copy_history),
            (r"remove (@~/\S+)", self.remove),
            (r"copy into (@~/\S+) from \((.*)\) file_format = \(type = parquet\).*", self.unload),
            (r"get (@~/\S+) 'file://([^']+)'", self.get),
        ]

    def answer(self, connection, sql: str):
        """What a stubbed statement gives, with the kind of stub; None for a statement that fakesnow runs."""
        flat = " ".join(sql.split())
        if ACCEPTED.match(flat):
            return "accepted", done()
        for pattern, imitate in self.imitations:
            if found := re.match(rf"^{pattern}", flat, re.I | re.S):
                answer = imitate(connection, sql, *found.groups()) or done()
                self.make_waiting_views(connection)
                return "imitated", answer
        self.leave_dropped(connection)
        return None

    # databases: fakesnow creates, but neither replaces nor drops

    def exists(self, connection, name: str) -> bool:
        asked = "select count(*) from duckdb_databases() where upper(database_name) = ?"
        return run(connection._duck_conn, asked, [name.upper()])[0][0] > 0

    def leave_dropped(self, connection) -> None:
        if connection.database and not self.exists(connection, connection.database):
            run(connection._duck_conn, "use memory")
            connection.database, connection.database_set = None, False

    def ensure_database(self, connection, _: str, name: str) -> None:
        if self.exists(connection, name):
            return
        connection.cursor().execute(f"create database {name}")
        connection.cursor().execute(f"create schema if not exists {name}.public")

    def create_database(self, connection, sql: str, name: str) -> None:
        self.drop_database(connection, sql, name)
        self.ensure_database(connection, sql, name)

    def drop_database(self, connection, _: str, name: str) -> None:
        if not self.exists(connection, name):
            return
        current = connection.database
        run(connection._duck_conn, "use memory")
        run(connection._duck_conn, f"detach {name}")
        if current and current.upper() != name.upper():
            use(connection, current)
        else:
            connection.database, connection.database_set = None, False

    def use_database(self, connection, _: str, name: str) -> None:
        self.leave_dropped(connection)
        use(connection, name)

    def explain(self, connection, _: str, query: str) -> None:
        """Reads what is there, without a row of it."""
        self.leave_dropped(connection)
        connection.cursor().execute(f"select * from ({query}) limit 0")

    # schemas: copies where Snowflake has zero-copy clones, renames and swaps

    def contents(self, connection, schema: str):
        database, name = schema.upper().split(".")
        duck = connection._duck_conn
        of = "where upper(database_name) = ? and upper(schema_name) = ?"
        tables = run(duck, f"select table_name from duckdb_tables() {of}", [database, name])
        views = run(duck, f"select view_name, sql from duckdb_views() {of} and not internal", [database, name])
        return [one for (one,) in tables], views

    def clone(self, connection, _: str, target: str, origin: str) -> None:
        duck, target = connection._duck_conn, target.upper()
        run(duck, f"drop schema if exists {target} cascade")
        run(duck, f"create schema {target}")
        tables, views = self.contents(connection, origin)
        for table in tables:
            run(duck, f'create table {target}."{table}" as select * from {origin}."{table}"')
        waiting = self.waiting.setdefault(target, {})
        waiting.update(self.waiting.get(origin.upper(), {}))
        for view, text in views:
            waiting[view] = re.sub(r"^create view .*? as ", "", text, count=1, flags=re.I | re.S)

    def make_waiting_views(self, connection) -> None:
        duck = connection._duck_conn
        for schema, views in self.waiting.items():
            for view, body in list(views.items()):
                with contextlib.suppress(duckdb.Error):
                    run(duck, f"use {schema.split('.')[0]}")
                    run(duck, f'create view {schema}."{view}" as {body}')
                    del views[view]
        if connection.database:
            use(connection, connection.database)
        else:
            run(duck, "use memory")

    def rename(self, connection, sql: str, origin: str, target: str) -> None:
        self.clone(connection, sql, target, origin)
        run(connection._duck_conn, f"drop schema {origin} cascade")
        self.waiting.pop(origin.upper(), None)

    def swap(self, connection, sql: str, one: str, other: str) -> None:
        aside = f"{one}_swapped_aside"
        self.rename(connection, sql, one, aside)
        self.rename(connection, sql, other, one)
        self.rename(connection, sql, aside, other)

    # loading and unloading

    def describe_integration(self, _connection, _: str):
        rows = {
            "property": ["STORAGE_AWS_IAM_USER_ARN", "STORAGE_AWS_EXTERNAL_ID"],
            "property_value": ["arn:aws:iam::000000000000:user/emulated-snowflake", "EMULATED_EXTERNAL_ID"],
        }
        return pa.table(rows), describe_as_rowtype([(name, "VARCHAR", None, None, None, None) for name in rows])

    def create_pipe(self, _connection, sql: str, name: str) -> None:
        self.pipes.create(name, sql)

    def copy_history(self, _connection, _: str, _database: str, table: str):
        names = self.pipes.failed_into(table)
        rows = {
            "file_name": pa.array(names, pa.string()),
            "status": pa.array(["Load failed"] * len(names), pa.string()),
            "error_line": pa.array([None] * len(names), pa.string()),
        }
        return pa.table(rows), describe_as_rowtype([(name, "VARCHAR", None, None, None, None) for name in rows])

    def stage(self, path: str) -> str:
        return os.path.join(self.folder, path.removeprefix("@~/"))

    def remove(self, _connection, _: str, path: str) -> None:
        shutil.rmtree(self.stage(path), ignore_errors=True)

    def unload(self, connection, _: str, path: str, query: str):
        self.leave_dropped(connection)
        file = self.stage(path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        cursor = connection.cursor()
        cursor.execute(query)
        parquet.write_table(cursor._arrow_table, file)
        return done(str(cursor._arrow_table.num_rows))

    def get(self, _connection, _: str, path: str, target: str) -> dict:
        folder = self.stage(path)
        return {
            "command": "DOWNLOAD",
            "src_locations": sorted(os.listdir(folder)),
            "localLocation": target,
            "stageInfo": {"locationType": "LOCAL_FS", "location": folder, "creds": {}},
            "parallel": 1,
            "autoCompress": False,
            "sourceCompression": "none",
            "encryptionMaterial": [],
            "queryId": "00000000-0000-0000-0000-000000000000",
        }
