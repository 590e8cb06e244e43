#!/usr/bin/env python3
"""Compensates for the temperature if more than so many steps are due: compensate.py [STEPS] [HUB]"""
import json
import sys
import urllib.error
import urllib.request

threshold = int(sys.argv[1]) if len(sys.argv) > 1 else 20
hub = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:11111"
api = hub + "/api/parfocal/v1"

with urllib.request.urlopen(api + "/status") as reply:
    focuser = json.load(reply)["focusers"][0]["id"]

order = urllib.request.Request(
    f"{api}/focusers/{focuser}/compensation/compensate",
    data=json.dumps({"thresholdSteps": threshold}).encode(),
    headers={"Content-Type": "application/json", "X-Parfocal-Client": "compensate.py"},
)
try:
    with urllib.request.urlopen(order) as reply:
        print(json.load(reply)["movedSteps"], "steps")
except urllib.error.HTTPError as refused:
    sys.exit(json.load(refused)["error"])
