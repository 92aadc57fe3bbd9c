/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.catalog.EventStore;
import dev.spoor.dataset.FileLedger;
import dev.spoor.expr.Values;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.JsonLogFormat;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.VerifiedSource;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.KeyParts;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredColumns;
import dev.spoor.source.StoredEvents;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A view over stored columns gives what the same view gives over the records. */
class StoredEventsTest {
    private static final CloudTrailSource SOURCE = new CloudTrailSource();
    private static final Function<String, KeyParts> PARTS =
            path -> SOURCE.layout().read(path, 0, false).parts();

    private final List<SampleFile> files = new SampleTrail(SampleSpec.testing(600, 4)).files();

    @ParameterizedTest
    @ValueSource(strings = {"lake", "athena", "athena:community", "events"})
    void theStoreAnswersAsTheRecordsDo(String view) {
        List<ProjectedColumn> wanted = columns(view);
        StoredEvents events =
                SOURCE.storedEvents(new Projection(wanted), PARTS, UnaryOperator.identity(), ShreddedPaths.NONE);
        try (Memory memory = Memory.root(1L << 30);
                LogReader direct = JsonLogFormat.open(SOURCE, request(new Projection(wanted), memory));
                LogReader stored = JsonLogFormat.open(SOURCE, request(decoded(events.stored()), memory))) {
            long rows = 0;
            for (SampleFile file : files) {
                if (!file.key().contains("/CloudTrail/")) {
                    continue;
                }
                byte[] bytes = file.gzip();
                try (Batch expected = read(direct, file.key(), bytes);
                        Batch typed = read(stored, file.key(), bytes)) {
                    if (expected == null) {
                        continue;
                    }
                    rows += expected.rowCount();
                    try (Batch actual = events.toWanted(typed, memory)) {
                        compare(wanted, expected, actual, memory, file.key());
                    }
                }
            }
            assertTrue(rows > 300, "only " + rows + " rows");
        }
    }

    /** The same columns under the names that decoders know. */
    private static Projection decoded(Projection stored) {
        return new Projection(stored.columns().stream()
                .map(column -> new ProjectedColumn(
                        new FieldPath(
                                StoredColumns.decodedFrom(column.path().column()),
                                column.path().steps()),
                        column.field(),
                        column.reading()))
                .toList());
    }

    private static Batch read(LogReader reader, String key, byte[] bytes) {
        reader.start(key, bytes, 0, bytes.length);
        while (!reader.read()) {
            assertTrue(!reader.isFull(), "one batch holds a file");
        }
        return reader.take();
    }

    private static void compare(
            List<ProjectedColumn> wanted, Batch expected, Batch actual, Memory memory, String file) {
        for (int c = 0; c < wanted.size(); c++) {
            for (int row = 0; row < expected.rowCount(); row++) {
                Object left = Values.read(expected.column(c).flat(memory), row);
                Object right = Values.read(actual.column(c).flat(memory), row);
                assertEquals(
                        String.valueOf(left), String.valueOf(right), wanted.get(c) + " row " + row + " of " + file);
            }
        }
    }

    private static ReadRequest request(Projection projection, Memory memory) {
        return new ReadRequest(projection, memory, 4096, null, 0, TimeWindow.ALL, false, PARTS);
    }

    private static List<ProjectedColumn> columns(String view) {
        List<ProjectedColumn> columns = new ArrayList<>();
        try (EventStore store = EventStore.over(
                List.of(),
                null,
                FileLedger.inMemory(),
                Map.of("t", view),
                TimeWindow.ALL,
                ScanSettings.DEFAULT,
                SOURCE,
                FunctionLibrary.standard())) {
            for (TableColumn column : store.find(List.of("t")).orElseThrow().columns()) {
                if (!column.path().equals(VerifiedSource.VERIFIED)) { // put on top of what is read
                    columns.add(new ProjectedColumn(column.path(), column.field()));
                }
            }
        }
        columns.add(key("requestparameters", ProjectedColumn.Reading.SCALAR, "bucketName"));
        columns.add(key("requestparameters", ProjectedColumn.Reading.TEXT, "bucketName"));
        columns.add(key("responseelements", ProjectedColumn.Reading.SCALAR, "credentials"));
        columns.add(key("responseelements", ProjectedColumn.Reading.TEXT, "credentials"));
        columns.add(key("responseelements", ProjectedColumn.Reading.SCALAR, "credentials", "accessKeyId"));
        columns.add(key("useridentity", ProjectedColumn.Reading.TEXT, "sessioncontext", "attributes", "creationdate"));
        columns.add(key("useridentity", ProjectedColumn.Reading.TEXT, "sessioncontext", "sessionissuer", "arn"));
        columns.add(key("eventcontext", ProjectedColumn.Reading.TEXT, "requestcontext", "aws:CurrentTime"));
        columns.add(key(
                "useridentity",
                ProjectedColumn.Reading.TEXT,
                "sessioncontext",
                "webidfederationdata",
                "attributes",
                "accounts.google.com:aud"));
        return columns;
    }

    private static ProjectedColumn key(String column, ProjectedColumn.Reading reading, String... steps) {
        FieldPath path = FieldPath.of(column, steps);
        return new ProjectedColumn(path, SqlTypes.varchar(path.toString()), reading);
    }
}
