#!/usr/bin/env python3
"""bench.py [CSV]: workload W, Payung beside the peers that are installed.

Times whole processes from a warm file (one warm-up, then the median of five; three or one where a run takes long), on one core
(taskset, THREADS=1) and on two. Every output is compared with that of the C program, or of Payung where there is no C compiler.
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
    return time.perf_counter() - started, used.ru_maxrss / 1024


def main():
    if not (len(sys.argv) > 1 or os.path.exists(os.path.join(MADE, "r1m.csv"))) or not os.path.exists(os.path.join(MADE, "bin")):
        subprocess.run([os.path.join(HERE, "setup.sh")], check=True)
    csv = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(MADE, "r1m.csv")
    size = os.path.getsize(csv) / 1e6
    print(f"workload W: {csv}, {size:.1f} MB")
    print(f"{'':16s} {'threads':>7s} {'seconds':>8s} {'MB/s':>7s} {'peak MB':>8s}  output")
    reference = None
    absent = []
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
                warm, _ = once(full, environment)
                runs = [once(full, environment) for _ in range(1 if warm > 12 else 3 if warm > 8 else 5)]
            except (RuntimeError, OSError) as failure:
                print(f"{name:16s} {threads:7d} failed: {failure}")
                continue
            seconds = statistics.median(run[0] for run in runs)
            peak = statistics.median(run[1] for run in runs)
            if reference is None:
                reference, same = out, "reference"
            elif all(filecmp.cmp(f"{reference}/{f}", f"{out}/{f}", shallow=False) for f in ("role.csv", "region.csv")):
                same = "same bytes"
            else:
                checked = subprocess.run([sys.executable, os.path.join(HERE, "check.py"), reference, out], capture_output=True)
                same = "DIFFERENT" if checked.returncode else "same cells"
            print(f"{name:16s} {threads:7d} {seconds:8.3f} {size / seconds:7.0f} {peak:8.1f}  {same}", flush=True)
    if absent:
        print(f"not installed: {', '.join(absent)} (Benchmarks/workload-w/setup.sh peers)")


main()
