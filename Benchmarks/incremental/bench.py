#!/usr/bin/env python3
"""bench.py [CSV]: what a change costs on workers that are loaded, beside DuckDB running its queries again.

A session of Payung (`payung repl --json`) has workload W's program; an entry changes something, the next asks for a
figure. The time is that of both, as the program that drives the session sees it. DuckDB has the workers with their
contributions in a table and runs again what depends on the change: the order, the running sum, the cut. Both must say
the same rupiah. Medians of many, in turn.
"""
import json, os, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
WORKLOAD = os.path.join(HERE, "..", "workload-w")
DATA = os.path.join(HERE, "..", "data", "workload-w")
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", "..", ".build", "release", "payung"))
THREADS = os.environ.get("THREADS", "2")
PYTHON = os.path.join(DATA, "venv", "bin", "python")


class Session:
    def __init__(self, csv):
        command = [PAYUNG, "repl", "--json", "--threads", THREADS, os.path.join(WORKLOAD, "w.payung"), "--data", "people=" + csv]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2):
            self.process.stdout.readline()

    def enter(self, text):
        self.process.stdin.write(json.dumps({"entry": text}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer["status"]:
            sys.exit(f"{text}: {answer['diagnostics']}")
        return answer

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def value(answer):
    return next((b["value"] for b in answer["blocks"] if b["kind"] == "figure"), None)


RULE = "rule in_need for people = not insured and age from 18 to 64 and poverty_decile at most "
# What is changed: the entries, by round; and what DuckDB asks for the same: the decile and the budget.
CHANGES = {
    "budget changed, figure shown": lambda i: (["budget apbd = Rp%d juta" % (20_000 + 173 * i), "show help.allocated"], 4, 20_000 + 173 * i),
    "budget supposed, figure shown": lambda i: (["suppose apbd = Rp%d juta: show help.allocated" % (21_000 + 171 * i)], 4, 21_000 + 171 * i),
    "threshold in a rule changed, figure shown": lambda i: ([RULE + str(2 + i % 3), "show help.allocated"], 2 + i % 3, None),
    "budget changed, line a regency shown": lambda i: (["budget apbd = Rp%d juta" % (22_000 + 177 * i), "show help by regency_code"], None, None),
    "supposition that stays, with what it changes": lambda i: (["back to the plan", "suppose apbd = Rp%d juta" % (23_000 + 173 * i)], None, None),
    "sweep of 21 budgets": lambda i: (["sweep apbd from Rp20 miliar to Rp40 miliar in steps of Rp1 miliar show help.allocated as allocated"], None, None),
}

DUCKDB = r"""
import json, sys, time
import duckdb
csv, threads = sys.argv[1], int(sys.argv[2])
con = duckdb.connect()
con.execute(f"set threads = {threads}")
sys.path.insert(0, sys.argv[3])
con.execute(f'''create table people as select *, enrolled_since is null and birth_date between date '1961-01-02' and date '2008-01-01' as open,
  12 * case when segment = 'PU' then (monthly_income * 24 + 5000) // 10000 + (monthly_income * 30 + 5000) // 10000
  else 6800 + case when monthly_income < 1100000 then 10000 when monthly_income < 1300000 then 12000 when monthly_income < 1500000 then 14000
    when monthly_income < 1700000 then 16000 when monthly_income < 1900000 then 18000 when monthly_income < 2100000 then 20000
    when monthly_income < 2500000 then 23000 when monthly_income < 3000000 then 27500 when monthly_income < 4000000 then 35000 else 40000 end end as cost
  from read_csv('{csv}', header = true, columns = {{'nik': 'BIGINT', 'name': 'VARCHAR', 'regency_code': 'VARCHAR', 'village_code': 'VARCHAR',
    'role': 'VARCHAR', 'segment': 'VARCHAR', 'birth_date': 'DATE', 'monthly_income': 'BIGINT', 'enrolled_since': 'DATE',
    'poverty_decile': 'TINYINT', 'tobacco': 'VARCHAR', 'months_paid': 'INTEGER'}})''')
for line in sys.stdin:
    decile, budget = json.loads(line)
    started = time.perf_counter()
    total = con.execute('''select sum(cost) from (select cost, sum(cost) over (order by poverty_decile, tobacco desc, birth_date, nik
      rows unbounded preceding) as total from people where open and poverty_decile <= ?) where total <= ?''', [decile, budget * 1000000]).fetchone()[0]
    print(json.dumps([time.perf_counter() - started, int(total)]), flush=True)
"""


def main():
    csv = sys.argv[1] if len(sys.argv) > 1 else os.path.join(DATA, "r1m.csv")
    if not os.path.exists(csv):
        sys.exit(f"{csv} is not there: run Benchmarks/workload-w/setup.sh")
    session = Session(os.path.realpath(csv))
    started = time.perf_counter()
    session.enter("show help.allocated")
    first = time.perf_counter() - started
    duckdb = None
    if os.path.exists(PYTHON):
        script = tempfile.NamedTemporaryFile("w", suffix=".py")
        script.write(DUCKDB)
        script.flush()
        duckdb = subprocess.Popen([PYTHON, script.name, csv, THREADS, HERE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    times = {name: ([], []) for name in CHANGES}
    for i in range(int(os.environ.get("ROUNDS", "15"))):
        for name, change in CHANGES.items():
            entries, decile, budget = change(i)
            # Each change starts from the plan as it was.
            for entry in ("back to the plan", "budget apbd = Rp25 miliar", RULE + "4", "show help.allocated"):
                session.enter(entry)
            started = time.perf_counter()
            answers = [session.enter(e) for e in entries]
            times[name][0].append(time.perf_counter() - started)
            if duckdb and decile is not None:
                duckdb.stdin.write(json.dumps([decile, budget or 25_000]) + "\n")
                duckdb.stdin.flush()
                taken, total = json.loads(duckdb.stdout.readline())
                times[name][1].append(taken)
                if total != value(answers[-1]):
                    sys.exit(f"{name}: Payung says {value(answers[-1])}, DuckDB {total}")
    session.end()
    if duckdb:
        duckdb.stdin.close()
        duckdb.wait()
    print(f"changes on loaded workers, {os.path.basename(csv)}, threads: {THREADS} (loaded and first shown in {first * 1000:.0f} ms)")
    for name, (own, other) in times.items():
        line = f"{name:46s} {statistics.median(own) * 1000:8.1f} ms  (least {min(own) * 1000:.1f})"
        if other:
            line += f"   DuckDB's query again {statistics.median(other) * 1000:8.1f} ms, ratio {statistics.median(own) / statistics.median(other):.3f}"
        print(line)


main()
