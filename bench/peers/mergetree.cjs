// ClickHouse over a MergeTree table of the benchmark's events, sorted by time. See mergetree.sh.
const fs = require("fs");
const readline = require("readline");
const { Session } = require("chdb");
const [folder, parquet, threads] = process.argv.slice(2);
const isLoaded = fs.existsSync(folder);
const session = new Session(folder);
if (!isLoaded) {
  session.query(`CREATE TABLE default.events ENGINE = MergeTree ORDER BY eventtime SETTINGS allow_nullable_key = 1
    AS SELECT * FROM file('${parquet}', Parquet)`);
  session.query("OPTIMIZE TABLE default.events FINAL");
}
readline.createInterface({ input: process.stdin }).on("line", (sql) => {
  const start = process.hrtime.bigint();
  const rows = session.query(`${sql} SETTINGS max_threads = ${threads}`, "TSV");
  const nanos = process.hrtime.bigint() - start;
  process.stdout.write(`${nanos}\n${rows}end\n`);
});
