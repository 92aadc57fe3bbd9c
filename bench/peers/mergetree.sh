#!/usr/bin/env bash
# ClickHouse (npm's chdb) over a MergeTree table: mergetree.sh FOLDER PARQUET THREADS
# Loads the table from the Parquet file if FOLDER is not there. Reads one statement a line; prints for each its nanoseconds, its
# rows as TSV and "end". Installs chdb under bench/target/peers on first use.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work="$here/../target/peers"
mkdir -p "$work"
if [ ! -d "$work/node_modules/chdb" ]; then
  (cd "$work" && npm install --silent --no-fund --no-audit chdb@3.4.0 >&2)
fi
cp "$here/mergetree.cjs" "$work/mergetree.cjs"
cd "$work" && exec node mergetree.cjs "$@"
