#!/usr/bin/env python3
"""instructions.py [record]: the instructions that workload W takes at 100,000 rows, compared with those recorded.

Counted by valgrind's callgrind on one thread: the count hardly depends on the machine's load, so that a change of one in a hundred
can be seen. The digest of the input is counted apart: valgrind does not know the processor's own instructions for it. `record` keeps
the new counts in instructions.json. More than 3% above what is recorded fails.
"""
import json, os, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(HERE, "data", "workload-w")
PAYUNG = os.environ.get("PAYUNG", os.path.join(HERE, "..", ".build", "release", "payung"))
RECORD = os.path.join(HERE, "instructions.json")
TOLERANCE = 1.03


def counted(arguments, binary, work):
    out = os.path.join(work, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", binary, *arguments],
                          capture_output=True, text=True)
    total = re.search(r"refs:\s+([\d,]+)", done.stderr)
    if done.returncode or not total:
        sys.exit("bench-check: the program did not run under valgrind:\n" + done.stderr[-800:])
    listing = subprocess.run(["callgrind_annotate", out], capture_output=True, text=True).stdout
    digest = sum(int(n.replace(",", "")) for n in re.findall(r"^\s*([\d,]+) \([^)]*\)  \S*SHA256\S*", listing, re.M))
    return int(total[1].replace(",", "")) - digest


def main():
    missing = [tool for tool in ("valgrind", "callgrind_annotate") if not shutil.which(tool)]
    if missing:
        print(f"bench-check: {' and '.join(missing)} is not installed (apt-get install -y valgrind); nothing was compared")
        return
    roster = os.path.join(MADE, "r100k.csv")
    if not os.path.exists(roster):
        subprocess.run([os.path.join(HERE, "workload-w", "setup.sh")], check=True)
    with tempfile.TemporaryDirectory() as work:
        # This valgrind does not read Swift's debugging information, which changes nothing of what is run.
        binary = os.path.join(work, "payung")
        subprocess.run(["strip", "--strip-debug", "-o", binary, PAYUNG], check=True)
        three = os.path.join(work, "three.payung")
        with open(three, "w") as file:
            file.write("language english, edition 2026\nlet a = 3\nshow a\n")
        program = os.path.join(HERE, "workload-w", "w.payung")
        counts = {
            "workload W, 100,000 rows": counted(
                ["run", program, "--data", f"people={os.path.realpath(roster)}", "--output-dir", os.path.join(work, "out"),
                 "--threads", "1"], binary, work),
            "a program of three lines": counted(["run", three], binary, work),
        }
    known = {}
    if os.path.exists(RECORD):
        with open(RECORD) as file:
            known = json.load(file)
    worse = False
    for name, count in counts.items():
        ratio = count / known[name] if name in known else None
        print(f"{name:28s} {count:15,d} instructions" + (f"  {ratio:.3f} of what is recorded" if ratio else "  (not recorded yet)"))
        worse = worse or (ratio or 0) > TOLERANCE
    if "record" in sys.argv[1:]:
        with open(RECORD, "w") as file:
            json.dump(counts, file, indent=2)
            file.write("\n")
        print(f"recorded in {os.path.relpath(RECORD)}")
    elif worse:
        sys.exit("bench-check: more instructions than recorded; `make bench-record` accepts them")


main()
