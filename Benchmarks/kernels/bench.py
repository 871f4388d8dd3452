#!/usr/bin/env python3
"""bench.py [CSV]: kernels and readers by themselves.

Kernels: what each rule of kernels.payung costs over loaded rows (`--profile`, one thread), beside DuckDB and Polars computing the same
column from a table in memory. Readers: whole processes that only load a roster, its rows written in several ways. Peers as far as they
are installed (Benchmarks/workload-w/setup.sh peers).
"""
import csv, os, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(os.path.dirname(HERE), "data", "workload-w")
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", "..", ".build", "release", "payung"))
PYTHON = os.path.join(MADE, "venv", "bin", "python")
PROGRAM = os.path.join(HERE, "kernels.payung")

PEERS = r'''
import statistics, sys, time
path, peer = sys.argv[1], sys.argv[2]
bounds = [(1100, 10000), (1300, 12000), (1500, 14000), (1700, 16000), (1900, 18000), (2100, 20000), (2500, 23000), (3000, 27500), (4000, 35000)]
def median(body):
    times = []
    for _ in range(5):
        started = time.perf_counter(); body(); times.append(time.perf_counter() - started)
    return statistics.median(times)
if peer == "DuckDB":
    import duckdb
    con = duckdb.connect(); con.execute("set threads = 1")
    con.execute(f"create table p as select * from read_csv('{path}', header=true, types={{'nik':'BIGINT','regency_code':'VARCHAR','village_code':'VARCHAR','birth_date':'DATE','enrolled_since':'DATE','tobacco':'BOOLEAN','monthly_income':'BIGINT'}})")
    n = con.execute("select count(*) from p").fetchone()[0]
    bracket = "case " + " ".join(f"when monthly_income < {b * 1000} then {v}" for b, v in bounds) + " else 40000 end"
    share = "(monthly_income * 57 + 500) // 1000"
    kernels = {
        "comparison": "monthly_income >= 1500000", "presence": "enrolled_since is not null",
        "choices": "role in ('petani', 'nelayan', 'buruh_tani')", "text": "regency_code = '35.10'",
        "conditions": "enrolled_since is null and poverty_decile <= 4 and tobacco", "percentage": share, "brackets": bracket,
        "years": "datesub('year', birth_date, date '2026-01-01')",
        "cases": f"case when segment = 'PU' then {share} else {bracket} + 6800 end"}
    for name, e in kernels.items():
        print(name, median(lambda: con.execute(f"create or replace temp table c as select {e} as v from p")) / n * 1e9)
else:
    import os
    os.environ["POLARS_MAX_THREADS"] = "1"
    import polars as pl
    c = pl.col
    p = pl.read_csv(path, schema_overrides={"regency_code": pl.String, "village_code": pl.String}, try_parse_dates=True)
    bracket = pl.lit(40000)
    for b, v in reversed(bounds): bracket = pl.when(c("monthly_income") < b * 1000).then(v).otherwise(bracket)
    share = (c("monthly_income") * 57 + 500) // 1000
    born = c("birth_date")
    years = 2026 - born.dt.year() - ((born.dt.month() > 1) | (born.dt.day() > 1)).cast(pl.Int32)
    kernels = {
        "comparison": c("monthly_income") >= 1500000, "presence": c("enrolled_since").is_not_null(),
        "choices": c("role").is_in(["petani", "nelayan", "buruh_tani"]), "text": c("regency_code") == "35.10",
        "conditions": c("enrolled_since").is_null() & (c("poverty_decile") <= 4) & c("tobacco"), "percentage": share, "brackets": bracket,
        "years": years, "cases": pl.when(c("segment") == "PU").then(share).otherwise(bracket + 6800)}
    for name, e in kernels.items():
        print(name, median(lambda: p.select(e.alias("v"))) / p.height * 1e9)
'''


def has(module):
    return os.path.exists(PYTHON) and subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def profiled(arguments):
    """Runs the program and returns the own nanoseconds a row of each rule."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([PAYUNG, "run", PROGRAM, *arguments, "--threads", "1", "--output-dir", out, "--profile",
                               "--language", "en"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-500:])
    steps = {}
    for line in done.stderr.splitlines():
        found = re.match(r"  (\S.*?)\s{2,}1\s+(\d+\.\d)\s+\d+\s+([\d.]+)\s", line)
        if found:
            steps[found[1]] = float(found[2]) * 1e6 / int(found[3].replace(".", ""))
    return steps


def kernels(path):
    runs = [profiled(["--data", "people=" + path]) for _ in range(3)]
    own = {name: statistics.median(r[name] for r in runs) for name in runs[0] if all(name in r for r in runs)}
    peers = {}
    for peer, module in (("DuckDB", "duckdb"), ("Polars", "polars")):
        if not has(module):
            continue
        done = subprocess.run([PYTHON, "-c", PEERS, path, peer], capture_output=True, text=True)
        if done.returncode:
            print(f"{peer}: {done.stderr.strip().splitlines()[-1]}")
            continue
        peers[peer] = {name: float(t) for name, t in (line.split() for line in done.stdout.splitlines())}
    print("nanoseconds a row, one thread, over loaded rows" + " " * 4 + "".join(f"{'of ' + p:>12s}" for p in peers))
    for name in ("comparison", "presence", "choices", "text", "conditions", "percentage", "brackets", "years", "cases"):
        # What takes less than a profile shows is at most that.
        print(f"  {name:14s} {own.get(name, 0):8.1f} {'':26s}" + "".join(f"{own.get(name, 0) / times[name]:12.2f}" for times in peers.values()))


def written(source, target, delimiter=",", quote=csv.QUOTE_MINIMAL, cell=lambda name, v: v, end="\n"):
    with open(source, newline="") as f, open(target, "w", newline="") as g:
        rows = csv.reader(f)
        out = csv.writer(g, delimiter=delimiter, quoting=quote, lineterminator=end)
        head = next(rows)
        out.writerow(head)
        for row in rows:
            out.writerow([cell(name, v) for name, v in zip(head, row)])


def indonesian(name, v):
    if name in ("birth_date", "enrolled_since") and v:
        return "/".join(reversed(v.split("-")))
    if name == "monthly_income":
        return f"{int(v):,}".replace(",", ".")
    return {"true": "ya", "false": "tidak"}.get(v, v) if name == "tobacco" else v


def readers(path):
    with open(PROGRAM) as f:
        program = f.read().split("\nfunction ")[0]
    head, roster = program.split("\nroster people")
    with tempfile.TemporaryDirectory() as work:
        forms = {"as spreadsheets write": (path, "")}
        for name, options, declared in (
                ("all cells quoted", {"quote": csv.QUOTE_ALL}, ""), ("CR and LF", {"end": "\r\n"}, ""),
                ("tabs", {"delimiter": "\t"}, ""), ("dialect indonesia, semicolons", {"delimiter": ";", "cell": indonesian}, "  dialect indonesia\n")):
            target = os.path.join(work, re.sub(r"\W+", "-", name) + ".csv")
            written(path, target, **options)
            forms[name] = (target, declared)
        print("readers: a process that loads, checks and counts the rows, two threads")
        print(f"  {'':32s} {'seconds':>8s} {'MB/s':>7s} {'of DuckDB':>10s}")
        for name, (target, declared) in forms.items():
            file = os.path.join(work, "load.payung")
            with open(file, "w") as f:
                f.write(head + "\nroster people" + roster.rstrip()[:-3] + declared + "end\n\nshow count people\n")
            def seconds(command):
                times = []
                for _ in range(3):
                    started = time.perf_counter()
                    done = subprocess.run(command, capture_output=True, text=True, cwd=work)
                    times.append(time.perf_counter() - started)
                    if done.returncode:
                        sys.exit(f"{name}: {done.stderr[-500:]}")
                return statistics.median(times)
            own = seconds([PAYUNG, "run", file, "--data", "people=" + target, "--threads", "2"])
            duck = ""
            if has("duckdb"):
                delimiter = {"tabs": "\\t", "dialect indonesia, semicolons": ";"}.get(name, ",")
                code = f"import duckdb; c = duckdb.connect(); c.execute('set threads = 2'); c.execute(\"create table p as select * from read_csv('{target}', header=true, delim='{delimiter}')\")"
                duck = f"{own / seconds([PYTHON, '-c', code]):10.2f}"
            print(f"  {name:32s} {own:8.3f} {os.path.getsize(target) / own / 1e6:7.0f} {duck}")


def main():
    path = os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(MADE, "r1m.csv"))
    if not os.path.exists(path):
        subprocess.run([os.path.join(HERE, "..", "workload-w", "setup.sh")], check=True)
    kernels(path)
    readers(path)


main()
