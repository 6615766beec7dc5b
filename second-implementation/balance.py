#!/usr/bin/env python3
"""Balance, deciding test and status of every declared activity, a second time.

Written from the documents alone and sharing no code with the rest: docs/statements for the formats,
docs/conclusions.md for the words, Picard 1987 and Robbins 1970 for the statistics. Python's standard
library suffices.

    balance.py EVIDENCE       recomputes what the statements in a log's files say
    balance.py VECTOR.json    recomputes a test vector and compares; exit status 1 if it differs

It checks that the log's entries give the root of its checkpoint and that readings have the digests
that were reported. It does not check signatures, and takes each point's energy from the signed
report instead of integrating the readings: `standstill verify` does both.
"""
import base64
import hashlib
import json
import math
import os
import struct
import sys
from datetime import datetime, timedelta, timezone
from statistics import NormalDist

NORMAL = NormalDist()
OWN_VARIANCE_SHARE_MIN = 1e-9
RELATIVE = 1e-9


# Student's law ------------------------------------------------------------------------------------


def beta_fraction(a, b, x):
    """The continued fraction of the incomplete beta function (Lentz)."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 + step * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + step / c
            c = c if abs(c) > tiny else tiny
            h *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return h


def incomplete_beta(a, b, x):
    if x <= 0 or x >= 1:
        return float(x >= 1)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(a, b, x) / a
    return 1 - front * beta_fraction(b, a, 1 - x) / b


def upper_tail(x, degrees):
    if degrees is None:
        return 0.5 * math.erfc(x / math.sqrt(2))
    half = 0.5 * incomplete_beta(degrees / 2, 0.5, degrees / (degrees + x * x))
    return half if x >= 0 else 1 - half


def upper_quantile(tail, degrees):
    if tail > 0.5:
        return -upper_quantile(1 - tail, degrees)
    low, high = 0.0, 1.0
    while upper_tail(high, degrees) > tail:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if upper_tail(middle, degrees) > tail else (low, middle)
    return high


# One period's balance -----------------------------------------------------------------------------


def ppm(value):
    return value / 1e6


class Balance:
    """What one area's report of one period comes to, with every amount that can be wrong."""

    def __init__(self, area, report, calibration, calibration_id):
        per_flop = calibration["attojoulesPerFlop"] * 1e-18
        energies = {e["point"]: int(e["energyMilliJoules"]) for e in report["energies"]}
        self.complete = all(p["metering"]["kind"] == "own" and p["name"] in energies
                            for p in area["points"])
        joules = {}
        declared_as = {}
        for point in area["points"]:
            name = point["instrument"]
            declared_as.setdefault(name, point)
            joules[name] = joules.get(name, 0) + energies.get(point["name"], 0)
        total = sum(joules.values()) / 1e3
        idle_time = int(report["idleDeviceMicroseconds"])
        idle = calibration["idleMilliwattsPerDevice"] * idle_time / 1e6 / 1e3
        self.declared = sum(int(a["executedFlop"]) for a in report["activities"])
        self.unaccounted = (total - idle) / per_flop - self.declared
        # (amount in FLOP, relative random error, (group, relative systematic error))
        self.terms = []
        for name, energy in joules.items():
            point = declared_as[name]
            shared = 0 if name in calibration["sameInstruments"] else ppm(
                point["systematicErrorPpm"])
            self.terms.append((energy / 1e3 / per_flop, ppm(point["randomErrorPpm"]),
                               (f"meter {name} of {shared}", shared)))
        work = {}
        for activity in report["activities"]:
            if int(activity["executedFlop"]):
                key = activity["category"], activity["model"]
                work[key] = work.get(key, 0) + int(activity["executedFlop"])
        work = work or {"undeclared": 1}
        active = (total - idle) / per_flop
        for flop in work.values():
            self.terms.append((active * flop / sum(work.values()),
                               ppm(calibration["workloadErrorPpm"]),
                               (f"calibration {calibration_id}",
                                ppm(calibration["systematicErrorPpm"]))))
        if idle > 0:
            self.terms.append((-idle / per_flop, 0,
                               (f"idle {calibration_id}", ppm(calibration["idleErrorPpm"]))))
        self.used = sum(int(a["deviceMicroseconds"]) for a in report["activities"]) + idle_time

    def own_variance(self):
        return sum((amount * random) ** 2 for amount, random, _ in self.terms)

    def covariance_with(self, other):
        groups = {}
        for place, balance in enumerate((self, other)):
            for amount, _, (group, error) in balance.terms:
                groups.setdefault(group, [0, 0, error])[place] += amount
        shared = sum(a * b * error * error for a, b, error in groups.values())
        return shared + (self.own_variance() if self is other else 0)

    def sigma(self):
        return math.sqrt(self.covariance_with(self))


# The tests ----------------------------------------------------------------------------------------


def independent(balances):
    """y = L^-1 UC for Sigma = L L'."""
    factor, y = [], []
    for i, balance in enumerate(balances):
        row = []
        for j in range(i + 1):
            rest = balance.covariance_with(balances[j])
            rest -= sum(row[k] * (factor[j][k] if j < i else row[k]) for k in range(j))
            row.append(rest / factor[j][j] if j < i else math.sqrt(rest))
        factor.append(row)
        y.append((balance.unaccounted - sum(row[k] * y[k] for k in range(i))) / row[i])
    return y


def boundary(periods, level):
    """Robbins' mixture with m = 1."""
    return math.sqrt((periods + 1) * (math.log1p(periods) - 2 * math.log(level)))


def judge(balances, levels, degrees):
    """The tests of one sequence of balances, in their order."""
    alarm, refutation = ppm(levels["alarmPpm"]), ppm(levels["refutationPpm"])
    detection = ppm(levels["detectionPpm"])
    one_shot = levels["decidingTest"] == "one-shot" or (
        levels["decidingTest"] == "one-shot-then-anytime" and len(balances) == 1)
    critical = {level: upper_quantile(level, degrees) for level in (alarm, refutation)}
    widening = {level: critical[level] / upper_quantile(level, None) for level in critical}
    detect = -upper_quantile(detection, degrees)
    results, total, open_alarm = [], 0.0, False
    for place, (balance, y) in enumerate(zip(balances, independent(balances)), 1):
        total += y
        sigma = balance.sigma()
        z = balance.unaccounted / sigma
        from_alarm = widening[alarm] * boundary(place, alarm)
        from_refuted = widening[refutation] * boundary(place, refutation)
        open_alarm = open_alarm or total >= from_alarm
        if one_shot:
            outcome = ("beyond" if z > critical[refutation] else
                       "alarm" if z > critical[alarm] else "within")
            detectable = (critical[alarm] + detect) * sigma
        else:
            outcome = "alarm" if open_alarm else "within"
            if total >= from_refuted:
                outcome = "beyond" if balance.unaccounted > 0 else "alarm"
            detectable = (from_alarm + detect * math.sqrt(place)) * sigma
        results.append({
            "deciding": "one-shot" if one_shot else "anytime", "outcome": outcome, "z": z,
            "independent": y, "anytimeSum": total, "alarmFrom": from_alarm,
            "refutedFrom": from_refuted, "sigmaFlop": sigma, "detectableFlop": detectable})
    return results


def tests(balances, levels, degrees):
    """By place: a period declared far beyond what ran is tested alone, all others in sequence."""
    several = len(balances) > 1
    refuted = upper_quantile(ppm(levels["refutationPpm"]), degrees)
    alone, together = [], []
    for place, balance in enumerate(balances):
        sigma = balance.sigma()
        own = OWN_VARIANCE_SHARE_MIN * sigma * sigma if several else 0
        if not (balance.complete and sigma > 0 and balance.own_variance() >= own):
            continue
        (alone if -balance.unaccounted / sigma > refuted else together).append(place)
    found = {place: judge([balances[place]], levels, degrees)[0] for place in alone}
    found.update(zip(together, judge([balances[p] for p in together], levels, degrees)))
    return found


# What was said ------------------------------------------------------------------------------------


def time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def microseconds(first, last):
    return (time(last) - time(first)) // timedelta(microseconds=1)


def periods(calendar):
    step = timedelta(microseconds=calendar["periodMicroseconds"])
    begin, until = time(calendar["from"]), time(calendar["until"])
    while begin + step <= until:
        yield tuple(t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
                    for t in (begin, begin + step))
        begin += step


def conclude(statements, disclosed):
    """All declared activities of {kind, id, predicate} in log order and the digests shown."""
    charter = next(s["predicate"] for s in statements if s["kind"] == "charter")
    share = {s["site"]: s for s in charter["significantCompute"]["shares"]}
    conclusions = []
    for declaration in (s["predicate"] for s in statements if s["kind"] == "site-declaration"):
        site = declaration["site"]
        own = [s for s in statements if s["predicate"].get("site") == site]
        calibration = next(s for s in own if s["kind"] == "calibration")
        reports = {s["predicate"]["period"]["from"]: s["predicate"]
                   for s in own if s["kind"] == "activity-report"}
        goal = (int(charter["significantCompute"]["perPeriodFlop"])
                * ppm(share[site]["sharePpm"]) / len(declaration["areas"]))
        for area in declaration["areas"]:
            conclusions += conclude_area(
                charter, (share[site]["party"], site), area, calibration, reports, disclosed, goal)
    return conclusions


def conclude_area(charter, who, area, calibration, reports, disclosed, goal):
    rows, balances, judged = [], [], []
    for begin, end in periods(charter["calendar"]):
        row = {"party": who[0], "site": who[1], "area": area["area"], "from": begin, "to": end,
               "status": "undecided", "reasons": []}
        rows.append(row)
        report = reports.get(begin)
        if report is None:
            row["reasons"].append("not-reported")
        elif not set(report["readings"]) <= disclosed:
            row["reasons"].append("withheld")
        else:
            of_area = next(a for a in report["areas"] if a["area"] == area["area"])
            balances.append(Balance(area, of_area, calibration["predicate"], calibration["id"]))
            judged.append(row)
    found = tests(balances, charter["testLevels"], calibration["predicate"]["degreesOfFreedom"])
    devices = sum(a["count"] for a in area["accelerators"])
    for place, row in enumerate(judged):
        balance = balances[place]
        row["unaccountedFlop"] = balance.unaccounted
        if place not in found:
            row["reasons"].append("missing-readings")
            continue
        row.update(found[place])
        contradicted = balance.used > devices * microseconds(row["from"], row["to"])
        if contradicted:
            row["reasons"].append("device-time-exceeded")
        if row["outcome"] != "within":
            row["reasons"].append(
                "unaccounted-compute" if row["outcome"] == "beyond" else "anomaly-open")
        if not row["detectableFlop"] <= goal:
            row["reasons"].append("goal-not-attained")
        refuted = contradicted or row["outcome"] == "beyond"
        row["status"] = "refuted" if refuted else "undecided" if row["reasons"] else "upheld"
    return rows


# The log's files ----------------------------------------------------------------------------------


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def root_of(hashes):
    """RFC 6962, section 2.1."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root_of(hashes[:split]) + root_of(hashes[split:])).digest()


def tile_path(number):
    digits = f"{number % 1000:03d}"
    while number >= 1000:
        number //= 1000
        digits = f"x{number % 1000:03d}/" + digits
    return digits


def entries(folder):
    """C2SP tlog-tiles: every entry that the checkpoint covers, checked against its root."""
    with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    size, root = int(lines[1]), base64.b64decode(lines[2])
    found = []
    for tile in range((size + 255) // 256):
        width = min(256, size - 256 * tile)
        path = os.path.join(folder, "tile", "entries", tile_path(tile))
        with open(path if width == 256 else f"{path}.p/{width}", "rb") as file:
            data = file.read()
        at = 0
        for _ in range(width):
            (length,) = struct.unpack_from(">H", data, at)
            found.append(data[at + 2:at + 2 + length])
            at += 2 + length
    if root_of([leaf_hash(entry) for entry in found]) != root:
        sys.exit("balance.py: the entries do not give the root of the checkpoint")
    return found


def read_evidence(folder):
    statements, seen = [], set()
    for entry in entries(folder):
        payload = base64.b64decode(json.loads(entry)["payload"])
        statement_id = hashlib.sha256(payload).hexdigest()
        statement = json.loads(payload)
        if statement_id not in seen:
            seen.add(statement_id)
            statements.append({"kind": statement["predicateType"].split(":")[2],
                               "id": statement_id, "predicate": statement["predicate"]})
    disclosed = set()
    telemetry = os.path.join(folder, "telemetry")
    for name in os.listdir(telemetry) if os.path.isdir(telemetry) else []:
        with open(os.path.join(telemetry, name), "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if name == digest + ".parquet":
            disclosed.add(digest)
    return statements, disclosed


# Vectors ------------------------------------------------------------------------------------------


def differences(expected, found):
    """Where a vector and this program disagree, a line each."""
    lines = []
    if len(expected) != len(found):
        lines.append(f"{len(expected)} conclusions expected, {len(found)} found")
    for want, have in zip(expected, found):
        where = "/".join(str(want[k]) for k in ("party", "site", "area", "from"))
        for key, value in want.items():
            other = have.get(key)
            close = (isinstance(value, float) and other is not None
                     and math.isclose(value, other, rel_tol=RELATIVE, abs_tol=RELATIVE))
            if not close and value != other:
                lines.append(f"{where}: {key}: expected {value}, found {other}")
    return lines


def main(arguments):
    if len(arguments) != 1:
        sys.exit("usage: balance.py EVIDENCE | VECTOR.json")
    if os.path.isdir(arguments[0]):
        statements, disclosed = read_evidence(arguments[0])
        print(json.dumps({"conclusions": conclude(statements, disclosed)}, indent=1))
        return 0
    with open(arguments[0], encoding="utf-8") as file:
        vector = json.load(file)
    lines = differences(vector["expected"],
                        conclude(vector["statements"], set(vector["disclosed"])))
    print("\n".join(lines) if lines else f"{len(vector['expected'])} conclusions agree")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
