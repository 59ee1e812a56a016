"""What stands between snowflake-sdk and fakesnow in the deployment test.

fakesnow answers Arrow, which the Node driver cannot read: statements are run by fakesnow in this process and answered as JSON
rowsets. What fakesnow does not know stands in stubs.py, by name. GET /emulator/log lists what was stubbed or refused.

Usage: python front.py PORT FOLDER     (FOLDER: files of internal stages)
"""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import os
import re
import sys
import threading
import traceback
import uuid
import warnings

import pyarrow as pa
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import snowflake.connector.errors
from fakesnow.instance import FakeSnow
from fakesnow.rowtype import describe_as_rowtype
from snowpipe import Pipes
from rewrite import mend_fakesnow
from rowset import rowset
from stubs import Stubs, run, use

mend_fakesnow()
warnings.filterwarnings("ignore")
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)

BULK_INSERT = re.compile(r"^\s*insert into (\S+) values \((?:\?(?:, )?)+\)\s*$", re.I)
SETTING = re.compile(r"(\w+)\s*=\s*('(?:[^']|'')*'|\w+)")


class Session:
    """One session of the driver: a cursor of the one in-memory database, and the parameters it set."""

    def __init__(self, snow: FakeSnow, database: str | None):
        self.connection = snow.connect()
        # Signing in with a database that is not there yet is no error.
        with contextlib.suppress(Exception):
            use(self.connection, database)
        self.parameters: dict[str, object] = {}
        self.lock = threading.Lock()


class Front:
    def __init__(self, port: int, folder: str):
        self.snow = FakeSnow()
        self.sessions: dict[str, Session] = {}
        self.log: list[dict[str, str]] = []
        self.pipes = Pipes(self.snow, port)
        self.stubs = Stubs(self.pipes, folder)
        # Every statement in its order, for whoever looks into a failed test.
        self.statements = open(os.path.join(folder, "statements.ndjson"), "a", buffering=1)
        # DuckDB has one catalog: statements that change it run one at a time.
        self.lock = threading.RLock()

    def run(self, session: Session, sql: str, bindings: dict | None):
        with self.lock, session.lock:
            self.statements.write(json.dumps({"session": id(session), "database": session.connection.database, "sql": sql}) + "\n")
            if re.match(r"\s*alter session set", sql, re.I):
                for name, value in SETTING.findall(sql.split("set", 1)[1]):
                    session.parameters[name.upper()] = json.loads(value.lower()) if value.lower() in ("true", "false") else value.strip("'")
                return table("status", ["Statement executed successfully."])
            stubbed = self.stubs.answer(session.connection, sql)
            if stubbed is not None:
                kind, answer = stubbed
                self.log.append({"kind": kind, "sql": sql})
                return answer
            if bindings and (bulk := BULK_INSERT.match(sql)):
                return self.insert(session, bulk[1], bindings)
            cursor = session.connection.cursor()
            values = [bindings[str(at)]["value"] for at in range(1, len(bindings) + 1)] if bindings else None
            cursor.execute(sql, binding_params=values, server=True)
            return cursor._arrow_table, describe_as_rowtype(cursor._describe_last_sql())

    def insert(self, session: Session, target: str, bindings: dict):
        """Array binds as one statement: fakesnow would run one a row."""
        columns = [bindings[str(at)]["value"] for at in range(1, len(bindings) + 1)]
        rows = pa.table([pa.array(values, pa.string()) for values in columns], names=[f"c{at}" for at in range(len(columns))])
        duck = session.connection._duck_conn
        duck.register("bound_rows", rows)
        run(duck, f"insert into {target} select * from bound_rows")
        duck.unregister("bound_rows")
        return table("number of rows inserted", [str(rows.num_rows)])


def table(name: str, values: list[str]):
    answer = pa.table({name: values})
    return answer, describe_as_rowtype([(name, "VARCHAR", None, None, None, None)])


async def body_of(request: Request) -> dict:
    raw = await request.body()
    if request.headers.get("content-encoding") == "gzip":
        raw = gzip.decompress(raw)
    return json.loads(raw or b"{}")


def app(port: int, folder: str) -> Starlette:
    front = Front(port, folder)

    async def login(request: Request) -> JSONResponse:
        token = uuid.uuid4().hex
        front.sessions[token] = Session(front.snow, request.query_params.get("databaseName"))
        lives = {"validityInSeconds": 3600, "masterValidityInSeconds": 14400}
        data = {"token": token, "masterToken": token, "parameters": [], "sessionInfo": {}, **lives}
        return JSONResponse({"success": True, "data": data})

    async def query(request: Request) -> JSONResponse:
        session = front.sessions.get(request.headers.get("authorization", "")[17:-1])
        if session is None:
            return JSONResponse({"success": False, "code": "390104", "message": "no session", "data": None})
        body = await body_of(request)
        sql = body["sqlText"]
        try:
            answer = await run_in_threadpool(front.run, session, sql, body.get("bindings"))
        except Exception as error:
            return refusal(front, sql, error)
        if isinstance(answer, dict):  # a file to fetch
            return JSONResponse({"success": True, "data": answer})
        result, rowtype = answer
        rows = rowset(result, rowtype)
        data = {
            "queryId": str(uuid.uuid4()),
            "queryResultFormat": "json",
            "parameters": [{"name": name, "value": value} for name, value in session.parameters.items()],
            "rowtype": [{**one, "nullable": True, "scale": one["scale"] or 0, "precision": one["precision"] or 38} for one in rowtype],
            "rowset": rows,
            "total": len(rows),
            "returned": len(rows),
            "finalDatabaseName": session.connection.database,
        }
        return JSONResponse({"success": True, "data": data})

    async def log(_: Request) -> JSONResponse:
        return JSONResponse(front.log)

    async def notified(request: Request) -> JSONResponse:
        """Where the topic of landed files delivers, as it does to Snowpipe's queue."""
        told = json.loads(await request.body())
        loaded = await run_in_threadpool(front.pipes.notified, told, front.lock)
        return JSONResponse({"loaded": loaded})

    async def done(_: Request) -> JSONResponse:
        return JSONResponse({"success": True, "data": {}})

    routes = [
        Route("/session/v1/login-request", login, methods=["POST"]),
        Route("/queries/v1/query-request", query, methods=["POST"]),
        Route("/emulator/log", log, methods=["GET"]),
        Route("/emulator/pipes", notified, methods=["POST"]),
        Route("/{path:path}", done, methods=["GET", "POST"]),  # session, heartbeat, abort, telemetry
    ]
    return Starlette(routes=routes)


def refusal(front: Front, sql: str, error: Exception) -> JSONResponse:
    known = isinstance(error, snowflake.connector.errors.Error)
    if not known:
        traceback.print_exception(error)
    code = f"{error.errno or 0:06d}" if known else "000001"
    message = (error.msg if known else f"{type(error).__name__}: {error}") or ""
    front.log.append({"kind": "refused", "sql": sql, "message": message})
    data = {"errorCode": code, "sqlState": "42000", "queryId": str(uuid.uuid4())}
    return JSONResponse({"success": False, "code": code, "message": message, "data": data})


if __name__ == "__main__":
    uvicorn.run(app(int(sys.argv[1]), sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
