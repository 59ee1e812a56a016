"""Snowpipe, imitated: a notification names an object, the pipe whose stage and pattern fit it loads its rows, once."""

from __future__ import annotations

import gzip
import json
import os
import re
import threading
import urllib.parse
import urllib.request
import zlib

import boto3
import duckdb
import pyarrow as pa

# copy into <table> … from @<stage>/<path> … pattern = '<pattern>'
COPY = re.compile(r"copy into ([\w.]+) .*? from @[\w.]+/(\S*) \) pattern = '([^']+)'", re.I)
# The stage's own path; the stub of `create stage` has no effect.
STAGE = "landing/"
# The envelope's last key.
RECORD = re.compile(r',\s*"record"\s*:\s*')
ENVELOPE = ["_source", "_connection", "_stream", "_run_id", "_slice_id", "_extracted_at", "_row"]


class Pipes:
    def __init__(self, snow, port: int):
        self.snow = snow
        self.port = port
        self.topics: set[str] = set()
        self.pipes: dict[str, tuple[str, str, re.Pattern[str]]] = {}
        self.loaded: set[tuple[str, str]] = set()
        self.failed: set[tuple[str, str]] = set()

    def create(self, name: str, sql: str) -> None:
        """Subscribes to the topic the pipe names, as Snowflake does with a queue of its own."""
        topic = re.search(r"aws_sns_topic = '([^']+)'", sql)
        if topic and topic[1] not in self.topics:
            client = boto3.client("sns", region_name="us-east-1", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
            client.subscribe(TopicArn=topic[1], Protocol="http", Endpoint=f"http://127.0.0.1:{self.port}/emulator/pipes")
            self.topics.add(topic[1])
        found = COPY.search(" ".join(sql.split()))
        if not found:
            raise ValueError(f"pipe {name} has a copy statement of another form")
        database = name.split(".")[0]
        table = found[1] if found[1].count(".") == 2 else f"{database}.{found[1]}"
        self.pipes[name.lower()] = (table, STAGE + found[2], re.compile(found[3]))

    def notified(self, told: dict, lock: threading.RLock) -> int:
        if told.get("Type") == "SubscriptionConfirmation":
            urllib.request.urlopen(told["SubscribeURL"]).read()
            return 0
        event = json.loads(told["Message"])
        objects = [one["s3"] for one in event.get("Records", [])]
        count = 0
        for one in objects:
            key = urllib.parse.unquote_plus(one["object"]["key"])
            for name, (table, prefix, pattern) in self.pipes.items():
                # Snowflake matches a pattern against the path behind the stage's own.
                if not key.startswith(prefix) or not pattern.fullmatch(key):
                    continue
                with lock:
                    if (name, key) in self.loaded:
                        continue
                    try:
                        self.load(table, one["bucket"]["name"], key)
                    except (OSError, EOFError, ValueError, zlib.error, duckdb.Error):
                        # A pipe skips a file with an error in it as a whole, and says so in its history alone.
                        self.failed.add((table.lower(), key.removeprefix(prefix)))
                        continue
                    self.failed.discard((table.lower(), key.removeprefix(prefix)))
                    self.loaded.add((name, key))
                    count += 1
        return count

    def failed_into(self, table: str) -> list[str]:
        return sorted(file for into, file in self.failed if into == table.lower())

    def load(self, table: str, bucket: str, key: str) -> None:
        url = f"{os.environ['AWS_ENDPOINT_URL']}/{bucket}/{urllib.parse.quote(key)}"
        text = gzip.decompress(urllib.request.urlopen(url).read()).decode()
        columns: dict[str, list] = {"record": [], **{name: [] for name in ENVELOPE}}
        for line in text.splitlines():
            # The record is cut out as text, so that no digit of a number is touched.
            cut = RECORD.search(line)
            if not cut or not line.endswith("}"):
                raise ValueError("no envelope")
            envelope = json.loads(line[: cut.start()] + "}")
            columns["record"].append(line[cut.end() : -1])
            for name in ENVELOPE:
                columns[name].append(str(envelope[name]))
        duck = self.snow.duck_conn.cursor()
        duck.register("arrived", pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}))
        duck.execute(
            f"""insert into {table} (record, {", ".join(ENVELOPE)}, _file, _loaded_at)
            select record::json, _source, _connection, _stream, _run_id, _slice_id, _extracted_at::timestamp, _row::bigint,
                   ?, current_timestamp::timestamp from arrived""",
            [key],
        ).fetchall()
        duck.close()
