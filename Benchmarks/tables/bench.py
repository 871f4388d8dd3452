#!/usr/bin/env python3
"""bench.py [CSV]: tables of loaded workers, beside DuckDB making the same of a table it has loaded.

A session of Payung (`payung repl --json`) has workload W's workers; each entry asks for a table, the time is that of the program that
drives the session, its drawing for the screen included. DuckDB fetches the same rows. Asked in turn, medians; a filter that changes each
time keeps both from answering what they have at hand. Last, all rows written to a file, as whole processes.
"""
import json, os, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data", "workload-w")
PROGRAM = os.path.join(HERE, "..", "kernels", "kernels.payung")
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", "..", ".build", "release", "payung"))
THREADS = os.environ.get("THREADS", "2")
PYTHON = os.path.join(DATA, "venv", "bin", "python")

# What is asked of Payung, and of DuckDB; {} is a month of payments that changes.
TABLES = {
    "a line a role": (
        "show people where months_paid > {} by role with count as workers, sum of monthly_income as income",
        "select role, count(*), sum(monthly_income) from p where months_paid > {} group by role order by role"),
    "a line a regency and role": (
        "show people where months_paid > {} by regency_code, role with count as workers, share presence as covered",
        "select regency_code, role, count(*), avg((enrolled_since is not null)::int) from p where months_paid > {} group by all order by all"),
    "a line a village": (
        "show people where months_paid > {} by village_code with count as workers, average of monthly_income as income first 20",
        "select village_code, count(*) n, avg(monthly_income) from p where months_paid > {} group by all order by all limit 20"),
    "the ten with the least": (
        "show people where months_paid > {} with regency_code, monthly_income sorted by monthly_income, nik first 10",
        "select regency_code, monthly_income from p where months_paid > {} order by monthly_income, nik limit 10"),
    "median a regency": (
        "show people where months_paid > {} by regency_code with median of monthly_income as middle",
        "select regency_code, quantile_disc(monthly_income, 0.5) from p where months_paid > {} group by all order by all"),
}

DUCKDB = r"""
import sys, time, duckdb
con = duckdb.connect(); con.execute(f"set threads = {sys.argv[2]}")
con.execute(f"create table p as select * from read_csv('{sys.argv[1]}', header = true, types = {{'regency_code': 'VARCHAR', 'village_code': 'VARCHAR'}})")
print("ready", flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    rows = con.execute(line).fetchall()
    print(time.perf_counter() - started, len(rows), flush=True)
"""


def main():
    path = os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(DATA, "r1m.csv"))
    if not os.path.exists(path):
        sys.exit(f"{path} is not there: run Benchmarks/workload-w/setup.sh")
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "tables.payung")
        with open(PROGRAM) as f, open(program, "w") as g:
            g.write(f.read().split("\nshow ")[0] + "\n")
        session = subprocess.Popen([PAYUNG, "repl", "--json", "--threads", THREADS, program, "--data", "people=" + path],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2):
            session.stdout.readline()
        peer = None
        if os.path.exists(PYTHON) and subprocess.run([PYTHON, "-c", "import duckdb"], capture_output=True).returncode == 0:
            peer = subprocess.Popen([PYTHON, "-c", DUCKDB, path, THREADS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            peer.stdout.readline()

        def ask(entry):
            session.stdin.write(json.dumps({"entry": entry}) + "\n")
            session.stdin.flush()
            answer = json.loads(session.stdout.readline())
            if answer["status"]:
                sys.exit(f"{entry}: {json.dumps(answer.get('diagnostics'))[:400]}")
            return answer

        ask("show count people")
        print(f"tables of loaded workers, {os.path.basename(path)}, threads: {THREADS}")
        for name, (entry, query) in TABLES.items():
            own, other = [], []
            for i in range(7):
                started = time.perf_counter()
                ask(entry.format(i))
                own.append(time.perf_counter() - started)
                if peer:
                    peer.stdin.write(query.format(i) + "\n")
                    peer.stdin.flush()
                    other.append(float(peer.stdout.readline().split()[0]))
            line = f"  {name:30s} {statistics.median(own) * 1000:8.1f} ms"
            if other:
                line += f"   DuckDB {statistics.median(other) * 1000:8.1f} ms, ratio {statistics.median(own) / statistics.median(other):.2f}"
            print(line)
        session.stdin.close()
        session.wait()
        if peer:
            peer.stdin.close()
            peer.wait()

        with open(program, "a") as f:
            f.write('\nexport people to "all.csv"\n  with regency_code, role, birth_date, monthly_income, cases\nend\n')
        started = time.perf_counter()
        done = subprocess.run([PAYUNG, "run", program, "--data", "people=" + path, "--output-dir", work, "--threads", THREADS],
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr[-500:])
        own = time.perf_counter() - started
        line = f"  {'all rows to a file (process)':30s} {own * 1000:8.1f} ms"
        if os.path.exists(PYTHON):
            target = os.path.join(work, "peer.csv")
            code = (f"import duckdb; c = duckdb.connect(); c.execute('set threads = {THREADS}'); c.execute(\"copy (select regency_code, role, "
                    f"birth_date, monthly_income, (monthly_income * 57 + 500) // 1000 from read_csv('{path}', header = true, "
                    f"types = {{'regency_code': 'VARCHAR'}})) to '{target}' (header)\")")
            started = time.perf_counter()
            if subprocess.run([PYTHON, "-c", code], capture_output=True).returncode == 0:
                other = time.perf_counter() - started
                line += f"   DuckDB {other * 1000:8.1f} ms, ratio {own / other:.2f}"
        print(line)


main()
