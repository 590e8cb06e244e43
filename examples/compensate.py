#!/usr/bin/env python3
"""Compensates for the temperature if more than so many steps are due: compensate.py [STEPS] [HUB]"""
import json
import sys
import urllib.error
import urllib.request

steps = sys.argv[1] if len(sys.argv) > 1 else "20"
hub = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:11111"
api = hub.rstrip("/") + "/api/parfocal/v1"

if not (steps.isascii() and steps.isdigit()):
    print(f"The first argument is a whole number of steps, 0 or more, not '{steps}'.", file=sys.stderr)
    sys.exit(2)

try:
    with urllib.request.urlopen(api + "/status", timeout=10) as reply:
        focusers = json.load(reply)["focusers"]
    if not focusers:
        sys.exit("The hub has no focuser. Add one to its configuration.")
    order = urllib.request.Request(
        f"{api}/focusers/{focusers[0]['id']}/compensation/compensate",
        data=json.dumps({"thresholdSteps": int(steps)}).encode(),
        headers={"Content-Type": "application/json", "X-Parfocal-Client": "compensate.py"},
    )
    with urllib.request.urlopen(order, timeout=10) as reply:
        print(json.load(reply)["movedSteps"], "steps")
except urllib.error.HTTPError as refused:
    words = refused.read().decode()
    # An order that is refused is answered in JSON; what the hub cannot make sense of, in plain words.
    sys.exit(json.loads(words)["error"] if words.startswith("{") else words.strip())
except (OSError, ValueError, KeyError):
    sys.exit(f"No hub answers at {hub}. Start one with `parfocal serve`, or give its address as the second argument.")
