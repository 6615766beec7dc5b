#!/usr/bin/env python3
"""Makes a vector from a demo's evidence: make.py SEED, in this folder, with standstill on the PATH.

What is expected is what `standstill verify` and `balance show` say; the other implementation only
reads the statements out of the log's files.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "second-implementation"))
from balance import read_evidence  # noqa: E402

seed = int(sys.argv[1])


def said(*words):
    # Status 1: a declaration is refuted, as it should be.
    return subprocess.run(("standstill",) + words, capture_output=True, check=False).stdout


def expected(folder):
    balances = {}
    for area in json.loads(said("balance", "show", folder, "--json"))["areas"]:
        for period in area["periods"]:
            balances[area["site"], area["area"], period["from"]] = period
    for conclusion in json.loads(said("verify", folder, "--json"))["conclusions"]:
        if conclusion["claim"] != "declared-activity":
            continue
        subject, period = conclusion["subject"], conclusion["period"]
        row = {"party": subject["party"], "site": subject["site"], "area": subject["area"],
               "from": period["from"], "to": period["to"], "status": conclusion["status"],
               "reasons": [reason["code"] for reason in conclusion["reasons"]]}
        balance = balances.get((subject["site"], subject["area"], period["from"]))
        if balance and balance["tests"]:
            tests = balance["tests"]
            row.update({
                "unaccountedFlop": balance["unaccountedFlop"], "sigmaFlop": balance["sigmaFlop"],
                "deciding": tests["deciding"], "outcome": tests["outcome"],
                "z": tests["oneShot"]["z"], "independent": tests["independent"]["y"],
                "anytimeSum": tests["anytime"]["sum"],
                "alarmFrom": tests["anytime"]["alarmFrom"],
                "refutedFrom": tests["anytime"]["refutedFrom"],
                "detectableFlop": tests["detectableFlop"]})
        yield row


with tempfile.TemporaryDirectory() as parent:
    evidence = os.path.join(parent, "evidence")
    said("demo", "--seed", str(seed), "--keep", evidence)
    statements, disclosed = read_evidence(evidence)
    vector = {"description": f"the evidence of standstill demo --seed {seed}", "seed": seed,
              "statements": statements, "disclosed": sorted(disclosed),
              "expected": list(expected(evidence))}
with open(os.path.join(HERE, f"demo-{seed}.json"), "w", encoding="utf-8") as file:
    json.dump(vector, file, indent=1)
    file.write("\n")
