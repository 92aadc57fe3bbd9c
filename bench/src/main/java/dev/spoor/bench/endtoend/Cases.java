/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.util.List;

/** All cases by name, and what each must answer. */
enum Cases {
    INFLATE("inflating only, java.util.zip.Inflater"),
    SPOOR_DELIVERIES("Spoor, 3-column GROUP BY, every delivery"),
    SPOOR_EVENTS("Spoor, 3-column GROUP BY, every event once"),
    SPOOR_EVENTS_COLD("the same, nothing remembered (cache=off)"),
    SPOOR_NARROW("Spoor, one day + region + event name"),
    SPOOR_NARROW_COLD("the same, nothing remembered (cache=off)"),
    SPOOR_PLAIN_COLUMN("Spoor, the 3-column GROUP BY with a condition on userAgent"),
    SPOOR_MAP_KEY("the same on element_at(requestParameters, 'bucketName')"),
    SPOOR_MAP_SUBSCRIPT("the same on requestParameters['bucketName']"),
    SPOOR_JSON_KEY("the same on json_extract_scalar(requestparameters, '$.bucketName'), Athena view"),
    SPOOR_SORT("Spoor, SELECT * ORDER BY eventTime in 512 MB"),
    DUCKDB("DuckDB read_json with the columns named, 3-column GROUP BY, every delivery"),
    DUCKDB_AUTO("DuckDB read_json that finds the columns itself, the same"),
    CLICKHOUSE("ClickHouse, 3-column GROUP BY, every delivery");

    private static final String GROUPING_FROM = "SELECT eventSource, eventName, awsRegion, count(*) FROM ";
    private static final String GROUPING_BY = " GROUP BY 1, 2, 3";

    private final String title;

    Cases(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The digest of the right answer. */
    String expected(Truth truth) {
        return switch (this) {
            case INFLATE -> Long.toString(truth.inflatedBytes());
            case SPOOR_DELIVERIES,
                    SPOOR_PLAIN_COLUMN,
                    SPOOR_MAP_KEY,
                    SPOOR_MAP_SUBSCRIPT,
                    SPOOR_JSON_KEY,
                    DUCKDB,
                    DUCKDB_AUTO,
                    CLICKHOUSE -> truth.deliveries();
            case SPOOR_EVENTS, SPOOR_EVENTS_COLD -> truth.events();
            case SPOOR_NARROW, SPOOR_NARROW_COLD -> truth.narrow();
            case SPOOR_SORT -> truth.eventCount() + " rows, ordered, spilled";
        };
    }

    /** Every record passes, and the value is read and compared for each. */
    private static String groupingWith(String value, String table) {
        return GROUPING_FROM + table + " WHERE " + value + " IS DISTINCT FROM 'no such value'" + GROUPING_BY;
    }

    private static String grouping(String table) {
        return GROUPING_FROM + table + GROUPING_BY;
    }

    /** Makes the case; CLICKHOUSE runs in its own process and is not made here. */
    BenchCase make(BenchCase.Setup setup) throws Exception {
        Truth truth = setup.truth();
        String narrow = "SELECT count(*) FROM events WHERE eventTime >= TIMESTAMP '" + truth.day()
                + " 00:00:00' AND eventTime < TIMESTAMP '" + truth.day().plusDays(1)
                + " 00:00:00' AND awsRegion = '" + truth.region() + "' AND eventName = '" + truth.eventName() + "'";
        List<String> cacheOff = List.of("cache", "off");
        return switch (this) {
            case INFLATE -> new InflateFloor(setup);
            case SPOOR_DELIVERIES -> new SpoorCase(setup, grouping("deliveries"), List.of());
            case SPOOR_EVENTS -> new SpoorCase(setup, grouping("events"), List.of());
            case SPOOR_EVENTS_COLD -> new SpoorCase(setup, grouping("events"), cacheOff);
            case SPOOR_NARROW -> new SpoorCase(setup, narrow, List.of());
            case SPOOR_NARROW_COLD -> new SpoorCase(setup, narrow, cacheOff);
            case SPOOR_PLAIN_COLUMN -> new SpoorCase(setup, groupingWith("userAgent", "deliveries"), List.of());
            case SPOOR_MAP_KEY ->
                new SpoorCase(
                        setup, groupingWith("element_at(requestParameters, 'bucketName')", "deliveries"), List.of());
            case SPOOR_MAP_SUBSCRIPT ->
                new SpoorCase(setup, groupingWith("requestParameters['bucketName']", "deliveries"), List.of());
            case SPOOR_JSON_KEY ->
                new SpoorCase(
                        setup,
                        groupingWith("json_extract_scalar(requestparameters, '$.bucketName')", SpoorCase.ATHENA),
                        List.of());
            case SPOOR_SORT -> new SpoorCase.Sort(setup);
            case DUCKDB -> new DuckDbGrouping(setup, DuckDbGrouping.Columns.NAMED);
            case DUCKDB_AUTO -> new DuckDbGrouping(setup, DuckDbGrouping.Columns.FOUND);
            case CLICKHOUSE -> throw new IllegalStateException("ClickHouse is asked by its script");
        };
    }
}
