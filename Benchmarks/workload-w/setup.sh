#!/bin/bash
# setup.sh [peers] [full]: the rosters (100,000 and 1,000,000 rows; with `full` also 10,000,000) and the C programs; with `peers` also the peers.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); made=$here/../data/workload-w; mkdir -p "$made"/{bin,out}
python=$made/venv/bin/python
[ -x "$python" ] || python3 -m venv "$made/venv" 2>/dev/null || { echo "workload W: python3-venv is needed (apt-get install -y python3-venv)"; exit 1; }
"$python" -c 'import numpy' 2>/dev/null || { echo "workload W: installing numpy in $made/venv"; "$made/venv/bin/pip" install -q numpy==2.4.6; }
case " $* " in *" peers "*)
  "$made/venv/bin/pip" install -q duckdb==2.0.0 duckdb-cli==1.5.6 polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 numpy==2.4.6 openfisca-core==46.0.1 ;;
esac
if command -v cc >/dev/null; then
  for program in limit_fixed limit_generic; do
    [ "$made/bin/$program" -nt "$here/c/$program.c" ] || cc -O3 -march=native -w -pthread "$here/c/$program.c" -o "$made/bin/$program"
  done
fi
[ -s "$made/r1m.csv" ] || "$python" "$here/gen.py" 1000000 42 "$made/r1m.csv"
[ -s "$made/r100k.csv" ] || "$python" "$here/gen.py" 100000 42 "$made/r100k.csv"
case " $* " in *" full "*) [ -s "$made/r10m.csv" ] || "$python" "$here/gen.py" 10000000 42 "$made/r10m.csv" ;; esac
