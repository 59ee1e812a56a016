"""One training of the peer in a process of its own: `booster_xgboost.py <job.json>`, as booster-ours.ts does it."""
import json
import sys
import time

import numpy
import xgboost

with open(sys.argv[1]) as file:
    job = json.load(file)
shape = (-1, job["columns"])
x = numpy.fromfile(job["x"], dtype="<f4").reshape(shape)
y = numpy.fromfile(job["y"], dtype="<f4")
test = numpy.fromfile(job["test"], dtype="<f4").reshape(shape)
params = job["params"]
started = time.perf_counter()
booster = xgboost.train(
    {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "max_depth": params["depth"],
        "eta": params["eta"],
        "lambda": params["lambda"],
        "min_child_weight": params["minChildWeight"],
        "max_bin": params["maxBin"],
        "nthread": job["threads"],
    },
    xgboost.DMatrix(x, label=y, nthread=job["threads"]),
    num_boost_round=params["rounds"],
)
seconds = time.perf_counter() - started
booster.predict(xgboost.DMatrix(test)).astype("<f4").tofile(job["out"])
agreement = None
if job.get("ours"):
    # Our model file, read by the peer: the largest difference to our own predictions.
    theirs = xgboost.Booster(model_file=job["ours"] + ".json").predict(xgboost.DMatrix(test))
    agreement = float(numpy.abs(theirs - numpy.fromfile(job["ours"], dtype="<f4")).max())
print(json.dumps({"seconds": seconds, "agreement": agreement}))
