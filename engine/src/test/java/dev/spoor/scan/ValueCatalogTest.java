/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.ValueCatalog.Value;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ObjectEntry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class ValueCatalogTest {
    private static final FactPaths PATHS = new FactPaths(
            FieldPath.of("time"),
            FieldPath.of("region"),
            FieldPath.of("account"),
            FieldPath.of("service"),
            FieldPath.of("action"));

    private final ValueCatalog.Builder values = new ValueCatalog.Builder(PATHS);

    private void file(long records, List<String> services, List<String> actions) {
        values.add(new RememberedFile(
                new ObjectEntry("k", 1, 1, null),
                records,
                0,
                null,
                List.of(
                        new ColumnStats(PATHS.time(), ValueSet.between(ValueKind.TIMESTAMP, 1L, 2L)),
                        new ColumnStats(PATHS.service(), ValueSet.ofAll(ValueKind.TEXT, services)),
                        new ColumnStats(
                                PATHS.action(),
                                ValueSet.ofAll(ValueKind.TEXT, actions).orNull())),
                null));
    }

    private List<String> actionsOf(String service) {
        return values.build().actionsOf(service).stream().map(Value::text).toList();
    }

    @Test
    void theMostFrequentComeFirst() {
        file(5, List.of("s3"), List.of("Get", "Put"));
        file(3, List.of("s3"), List.of("Put"));
        file(8, List.of("ec2"), List.of("Run", "Aaa"));
        ValueCatalog all = values.build();
        assertEquals(
                List.of("s3", "ec2"), all.services().stream().map(Value::text).toList());
        assertEquals(
                List.of(new Value("Put", 2, 8), new Value("Aaa", 1, 8), new Value("Run", 1, 8), new Value("Get", 1, 5)),
                all.actions());
        assertEquals(List.of(), all.regions());
        assertEquals(List.of("Put", "Get"), actionsOf("s3"));
        assertEquals(List.of(), actionsOf("iam"));
    }

    @Test
    void filesOfSeveralServicesTellTogetherWhoseAnActionIs() {
        file(1, List.of("s3", "ec2"), List.of("Get", "Run"));
        assertEquals(List.of("Get", "Run"), actionsOf("s3"));
        file(1, List.of("s3", "iam"), List.of("Get", "List"));
        file(1, List.of("ec2", "iam"), List.of("Run", "List"));
        assertEquals(List.of("Get"), actionsOf("s3"));
        assertEquals(List.of("Run"), actionsOf("ec2"));
        assertEquals(List.of("List"), actionsOf("iam"));
        file(1, List.of("kms"), List.of("List"));
        assertEquals(List.of("List"), actionsOf("iam"), "it may be of both");
        assertEquals(List.of("List"), actionsOf("kms"));
    }

    @Test
    void filesWithoutStatisticsSayNothing() {
        values.add(new RememberedFile(new ObjectEntry("k", 1, 1, null), 5, 0, "torn", null, null));
        assertEquals(ValueCatalog.EMPTY, values.build());
    }

    @Test
    void thereIsALimit() {
        file(
                1,
                List.of("s3"),
                IntStream.range(0, ValueCatalog.VALUES_MAX)
                        .mapToObj(Integer::toString)
                        .toList());
        file(1, List.of("s3"), List.of("one more"));
        assertEquals(ValueCatalog.VALUES_MAX, values.build().actions().size());
    }
}
