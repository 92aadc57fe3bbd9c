// The benchmark's question in ClickHouse: a narrow explicit schema, which is its fastest way to read these files.
const { query } = require("chdb");
const [trail, threads, runs] = process.argv.slice(2);
const schema = "Records Array(Tuple(eventSource String, eventName String, awsRegion String))";
const sql = `
  SELECT r.eventSource, r.eventName, r.awsRegion, count()
  FROM (SELECT arrayJoin(Records) AS r FROM file('${trail}/AWSLogs/**/*.json.gz', 'JSONEachRow', '${schema}'))
  GROUP BY 1, 2, 3
  SETTINGS max_threads = ${threads}, input_format_skip_unknown_fields = 1,
           input_format_json_ignore_unknown_keys_in_named_tuple = 1`;
for (let i = 0; i < Number(runs); i++) {
  const start = process.hrtime.bigint();
  const rows = query(sql, "TSV");
  const millis = (process.hrtime.bigint() - start) / 1000000n;
  process.stdout.write(`run ${millis}\n${rows}end\n`);
}
