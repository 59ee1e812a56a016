"""The peer of our extractors: dlt's rest_api source, reading the same twin into files. Prints one JSON line."""
import json
import os
import resource
import sys
import time

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"
os.environ["DATA_WRITER__DISABLE_COMPRESSION"] = "false"

import dlt  # noqa: E402
from dlt.destinations import filesystem  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402

job = json.loads(open(sys.argv[1]).read())


def klaviyo(url):
    return {
        "client": {
            "base_url": url,
            "headers": {
                "authorization": "Klaviyo-API-Key pk_twin",
                "revision": job["revision"],
                "accept": "application/vnd.api+json",
            },
            "paginator": {"type": "json_link", "next_url_path": "links.next"},
        },
        "resources": [
            {
                "name": job["stream"],
                "max_table_nesting": 0,
                "endpoint": {"path": job["path"], "params": job["params"], "data_selector": "data"},
            }
        ],
    }


def shopify(url):
    return {
        "client": {"base_url": url, "headers": {"x-shopify-access-token": "shpat_twin"}},
        "resources": [
            {
                "name": job["stream"],
                "max_table_nesting": 0,
                "endpoint": {
                    "path": job["path"],
                    "method": "POST",
                    "json": {"query": job["query"].replace("{", "{{").replace("}", "}}"), "variables": {"first": job["first"], "after": None, "search": None}},
                    "data_selector": f"data.{job['root']}.nodes",
                    "paginator": {
                        "type": "cursor",
                        "cursor_path": f"data.{job['root']}.pageInfo.endCursor",
                        "cursor_body_path": "variables.after",
                        "has_more_path": f"data.{job['root']}.pageInfo.hasNextPage",
                    },
                },
            }
        ],
    }


config = {"klaviyo": klaviyo, "shopify": shopify}[job["source"]](job["url"])
pipeline = dlt.pipeline(
    pipeline_name=f"bench_{job['source']}_{job['stream']}",
    pipelines_dir=job["folder"] + "/state",
    destination=filesystem(bucket_url="file://" + job["folder"] + "/landing"),
    dataset_name="raw",
)
began = time.perf_counter()
pipeline.run(rest_api_source(config), loader_file_format="jsonl")
seconds = time.perf_counter() - began
rows = pipeline.last_trace.last_normalize_info.row_counts[job["stream"]]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"rows": rows, "seconds": seconds, "peak_megabytes": round(peak)}))
