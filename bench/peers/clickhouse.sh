#!/usr/bin/env bash
# Asks ClickHouse (npm's chdb) the benchmark's question: clickhouse.sh TRAIL THREADS RUNS
# Installs chdb under bench/target/peers on first use. Prints for each run "run MILLIS", the rows, "end".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work="$here/../target/peers"
mkdir -p "$work"
if [ ! -d "$work/node_modules/chdb" ]; then
  (cd "$work" && npm install --silent --no-fund --no-audit chdb@3.4.0 >&2)
fi
cp "$here/clickhouse.cjs" "$work/clickhouse.cjs"
cd "$work" && exec node clickhouse.cjs "$@"
