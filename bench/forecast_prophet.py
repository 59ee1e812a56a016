"""The peer in a process of its own: `forecast_prophet.py <job.json>` forecasts every series from every origin with Prophet."""
import json
import logging
import sys
import time

import pandas

logging.disable(logging.CRITICAL)
from prophet import Prophet  # noqa: E402

with open(sys.argv[1]) as file:
    job = json.load(file)
epoch = pandas.Timestamp("1970-01-01")
holidays = pandas.DataFrame(
    [
        {"holiday": event["name"], "ds": epoch + pandas.Timedelta(days=day)}
        for event in job["events"]
        for first, end in event["spans"]
        for day in range(first, end)
    ]
)
started = time.perf_counter()
forecasts = []
for series in job["series"]:
    first = series["first"]
    dates = epoch + pandas.to_timedelta(range(first, first + len(series["units"])), unit="D")
    model = Prophet(
        holidays=holidays, weekly_seasonality=True, yearly_seasonality=len(dates) >= 393, uncertainty_samples=0
    )
    model.fit(pandas.DataFrame({"ds": dates, "y": series["units"]}))
    ahead = epoch + pandas.to_timedelta(
        range(first + len(dates), first + len(dates) + job["horizon"]), unit="D"
    )
    forecasts.append(model.predict(pandas.DataFrame({"ds": ahead}))["yhat"].clip(lower=0).tolist())
print(json.dumps({"seconds": time.perf_counter() - started, "forecasts": forecasts}))
