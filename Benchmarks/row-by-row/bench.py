#!/usr/bin/env python3
"""bench.py: what a row costs where no kernel fits, beside the same in CPython.

Payung says what each rule took (--profile, one thread); CPython runs the same function over the same rows in a loop.
"""
import csv, fractions, os, re, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(os.path.dirname(HERE), "data", "workload-w")
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", "..", ".build", "release", "payung"))
ROSTER = os.path.join(MADE, "r100k.csv")


def h(x): return x + 1
def g(x): return h(x) * 2
def f(x): return g(x) - 3


def bracket(x):
    if x < 1: return 10
    elif x < 2: return 20
    elif x < 3: return 30
    elif x < 4: return 40
    elif x < 5: return 50
    elif x < 6: return 60
    elif x < 7: return 70
    elif x < 8: return 80
    elif x < 9: return 90
    return 100


def conditions(r):
    if r["tobacco"] and (r["decile"] <= 2 or r["segment"] == "PU"): return 1
    if not r["tobacco"] and (r["enrolled"] or r["months"] >= 6): return 2
    return 3 if r["role"] == "petani" else 4


F = fractions.Fraction
PYTHON = {
    "nested_calls": lambda r: f(r["months"]),
    "ten_brackets": lambda r: bracket(r["decile"]),
    "sevenths": lambda r: (F(r["months"], 7) + F(r["decile"], 11)) * 13 / 17,
    "own_quotient": lambda r: F(r["decile"], r["months"] + 1) + F(r["months"], r["decile"] + 2),
    "nested_conditions": conditions,
    "label": lambda r: f"{r['role']} in {r['regency']}: {r['months']} months",
}


def profiled(program, arguments):
    """Runs a program and returns the own milliseconds of its steps, by name."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([PAYUNG, "run", program, *arguments, "--threads", "1", "--output-dir", out, "--profile",
                               "--language", "en"], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr[-500:])
    steps = {}
    for line in done.stderr.splitlines():
        found = re.match(r"  (\S.*?)\s{2,}[\d.]+\s+(\d+\.\d)\s", line)
        if found:
            steps[found[1]] = float(found[2])
    return steps


def main():
    if not os.path.exists(ROSTER):
        subprocess.run([os.path.join(HERE, "..", "workload-w", "setup.sh")], check=True)
    steps = profiled(os.path.join(HERE, "rows.payung"), ["--data", f"people={os.path.realpath(ROSTER)}"])
    with open(ROSTER, newline="") as file:
        rows = [{"months": int(r["months_paid"]), "decile": int(r["poverty_decile"]), "tobacco": r["tobacco"] in ("yes", "true", "1"),
                 "segment": r["segment"], "enrolled": r["enrolled_since"] != "", "role": r["role"], "regency": r["regency_code"]}
                for r in csv.DictReader(file)]
    print(f"microseconds a row, {len(rows):,} rows, one thread")
    print(f"{'':20s} {'Payung':>8s} {'CPython':>8s} {'ratio':>7s}")
    for name, function in PYTHON.items():
        started = time.perf_counter()
        for row in rows:
            function(row)
        python = (time.perf_counter() - started) / len(rows) * 1e6
        own = steps[name] / len(rows) * 1e3
        print(f"{name:20s} {own:8.3f} {python:8.3f} {own / python:7.2f}")

    with tempfile.TemporaryDirectory() as work:
        def run(name, text, command="run"):
            path = os.path.join(work, name)
            with open(path, "w") as file:
                file.write(text)
            started = time.perf_counter()
            done = subprocess.run([PAYUNG, command, path], capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stdout[-500:] + done.stderr[-500:])
            return time.perf_counter() - started
        with open(os.path.join(work, "regions.csv"), "w") as file:
            file.write("code,n\n" + "".join(f"35.{i:02d},{i}\n" for i in range(38)))
        head = ('language english, edition 2026\nroster regions from "regions.csv"\n  code : text, key\n  n : count\nend\n')
        shows = head + "for each r in regions\n" + "".join(f"  show r.n * {i} + {i}\n" for i in range(100)) + "end\n"
        tests = head + "rule double for regions : number = n * 2\n" + "".join(
            f'test "t{i}"\n  given regions: n {i}\n  expect double is {2 * i}\nend\n' for i in range(1000))
        print(f"for each of 38 rows, 100 shows     {run('shows.payung', shows) * 1000:8.1f} ms, whole process")
        print(f"1,000 tests of a given row         {run('tests.payung', tests, 'test') * 1000:8.1f} ms, whole process")
        started = time.perf_counter()
        for i in range(3800):
            str(i % 38 * 7 + 7)
        print(f"3,800 shown values in CPython      {(time.perf_counter() - started) * 1000:8.1f} ms, in one process")


main()
