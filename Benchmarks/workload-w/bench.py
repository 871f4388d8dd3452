#!/usr/bin/env python3
"""bench.py [CSV …] [full]: workload W, Payung beside the peers that are installed.

Without files, at 100,000 and 1,000,000 rows, and with `full` at 10,000,000. Times whole processes from a warm file (one warm-up,
then the median of five; three or one where a run takes long), on one core (taskset, THREADS=1) and on two. Processor seconds, of all
threads and of the system for them, stand beside: on a machine with other work they say more. Every output is compared with that of
the C program, or of Payung where there is no C compiler. The last lines put Payung in relation to the best peer of the same run.
"""
import filecmp, os, re, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(os.path.dirname(HERE), "data", "workload-w")
PYTHON = os.path.join(MADE, "venv", "bin", "python")
OUT = os.path.join(MADE, "out")


def has(module):
    return os.path.exists(PYTHON) and subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def peers(csv):
    """Yields (name, command or None with a reason, environment, needs the same output)."""
    binary = lambda name: os.path.join(MADE, "bin", name)
    peer = lambda name: os.path.join(HERE, "peers", name)
    for name, program in (("C, this layout", "limit_fixed"), ("C, any layout", "limit_generic")):
        yield name, [binary(program), csv, "{out}", "{threads}", "r"] if os.path.exists(binary(program)) else None, {}
    yield "Payung", [os.path.join(HERE, "run"), csv, "{out}"], {}
    # The warm-up is the first run, which keeps the roster.
    yield "Payung, cache", [os.path.join(HERE, "run"), csv, "{out}"], {"CACHE": os.path.join(MADE, "cache")}
    yield "DuckDB", [peer("duckdb_cli.sh"), csv, "{out}"] if os.path.exists(os.path.join(MADE, "venv/bin/duckdb")) else None, {}
    yield "Polars", [PYTHON, peer("polars_w.py"), csv, "{out}"] if has("polars") else None, {"POLARS_MODE": "lazy"}
    yield "pandas", [PYTHON, peer("pandas_w.py"), csv, "{out}"] if has("pandas") else None, {}
    yield "OpenFisca", [PYTHON, peer("openfisca_w.py"), csv, "{out}"] if has("openfisca_core") else None, {}


def once(command, environment):
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=MADE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(message[-300:].decode(errors="replace").strip())
    return time.perf_counter() - started, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def measure(csv):
    size = os.path.getsize(csv) / 1e6
    print(f"workload W: {os.path.basename(csv)}, {size:.1f} MB")
    print(f"{'':16s} {'threads':>7s} {'seconds':>8s} {'MB/s':>7s} {'cpu s':>7s} {'peak MB':>8s}  output")
    reference = None
    absent = []
    found = {}
    for name, command, extra in peers(csv):
        if command is None:
            absent.append(name)
            continue
        for threads in (1, 2):
            out = os.path.join(OUT, re.sub(r"\W+", "-", name) + f"-{threads}")
            shutil.rmtree(out, ignore_errors=True)
            os.makedirs(out)
            full = [part.replace("{out}", out).replace("{threads}", str(threads)) for part in command]
            if threads == 1 and shutil.which("taskset"):
                full = ["taskset", "-c", "1" if (os.cpu_count() or 1) > 1 else "0"] + full
            environment = {**os.environ, **extra, "THREADS": str(threads)}
            try:
                warm = once(full, environment)[0]
                runs = [once(full, environment) for _ in range(1 if warm > 12 else 3 if warm > 8 else 5)]
            except (RuntimeError, OSError) as failure:
                print(f"{name:16s} {threads:7d} failed: {failure}")
                continue
            seconds, peak, cpu = (statistics.median(run[k] for run in runs) for k in range(3))
            if reference is None:
                reference, same = out, "reference"
            elif all(filecmp.cmp(f"{reference}/{f}", f"{out}/{f}", shallow=False) for f in ("role.csv", "region.csv")):
                same = "same bytes"
            else:
                checked = subprocess.run([sys.executable, os.path.join(HERE, "check.py"), reference, out], capture_output=True)
                same = "DIFFERENT" if checked.returncode else "same cells"
            found[name, threads] = seconds, cpu
            print(f"{name:16s} {threads:7d} {seconds:8.3f} {size / seconds:7.0f} {cpu:7.3f} {peak:8.1f}  {same}", flush=True)
    for threads in (1, 2):
        others = {name: found[name, t][0] for name, t in found if t == threads and not name.startswith(("Payung", "C,"))}
        if others and ("Payung", threads) in found:
            best = min(others, key=others.get)
            ratio = found["Payung", threads][0] / others[best]
            print(f"Payung on {threads}: {ratio:.2f} of the time of {best}, the best peer")
        if ("Payung", threads) in found and ("Payung, cache", threads) in found:
            ratio = found["Payung, cache", threads][0] / found["Payung", threads][0]
            print(f"Payung on {threads}, a second run with --cache: {ratio:.2f} of the time without")
    if absent:
        print(f"not installed: {', '.join(absent)} (Benchmarks/workload-w/setup.sh peers)")
    print()


def main():
    wanted = [a for a in sys.argv[1:] if a != "full"]
    full = "full" in sys.argv[1:]
    sizes = ["r100k.csv", "r1m.csv"] + (["r10m.csv"] if full else [])
    if not wanted:
        if not all(os.path.exists(os.path.join(MADE, name)) for name in sizes + ["bin"]):
            subprocess.run([os.path.join(HERE, "setup.sh")] + (["full"] if full else []), check=True)
        wanted = [os.path.join(MADE, name) for name in sizes]
    for csv in wanted:
        measure(os.path.realpath(csv))


main()
