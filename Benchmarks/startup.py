#!/usr/bin/env python3
"""startup.py: how long the smallest things take, beside others, and the check of a long program.

Whole processes, the median of many in turn. Lua and DuckDB are measured where they are installed.
"""
import os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", ".build", "release", "payung"))
DUCKDB = os.path.join(HERE, "data", "workload-w", "venv", "bin", "duckdb")


def long_program(lines):
    """A program of `lines` lines in which each rule reads the one before it."""
    text = ["language english, edition 2026", "as of 1 January 2026", 'roster people from "people.csv"', "  nik : nik, key, private",
            "  income : money per month", "  decile : whole from 1 to 10", "  role : one of (a, b, c)", "end"]
    i = 0
    while len(text) < lines:
        text += [f"parameter rate_{i} : percent", f"  from 1 January 2025 to 31 December 2025 = {i % 9 + 1},5%",
                 f"  from 1 January 2026 = {i % 9 + 2}%", "end", f"rule due_{i} for people : money per month",
                 f"  when role is a and decile at most {i % 10 + 1} then income * rate_{i}"]
        text += [f"  when role is b then due_{i - 1} + Rp{i} per month"] if i else []
        text += [f"  otherwise Rp{i + 100} per month", "end", f"let total_{i} = sum of due_{i} over people", f"show total_{i}"]
        i += 1
    return "\n".join(text[:lines] if text[lines - 1] == "end" else text) + "\n"


def main():
    with tempfile.TemporaryDirectory() as work:
        def write(name, text):
            path = os.path.join(work, name)
            with open(path, "w") as f:
                f.write(text)
            return path
        three = write("three.payung", "language english, edition 2026\nlet a = 3\nshow a\n")
        long = write("long.payung", long_program(10_000))
        commands = [("payung --version", [PAYUNG, "--version"]), ("payung run, three lines", [PAYUNG, "run", three]),
                    ("payung check, 10,000 lines", [PAYUNG, "check", long])]
        lua = next((shutil.which(n) for n in ("lua5.4", "lua") if shutil.which(n)), None)
        if lua:
            commands.append(("lua, three lines", [lua, write("three.lua", "local a = 3\nlocal b = a\nprint(b)\n")]))
        if os.path.exists(DUCKDB):
            commands.append(("duckdb, select 1", [DUCKDB, "-c", "select 1"]))
        commands.append(("python3, pass", [sys.executable, "-c", "pass"]))
        times = {name: [] for name, _ in commands}
        for _ in range(21):
            for name, command in commands:
                started = time.perf_counter()
                done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                times[name].append(time.perf_counter() - started)
                if done.returncode:
                    sys.exit(f"{name}: {done.stderr.decode(errors='replace')[-300:]}")
        print("start-up, whole processes")
        for name, taken in times.items():
            print(f"{name:28s} {statistics.median(taken) * 1000:8.1f} ms  (least {min(taken) * 1000:.1f})")


main()
