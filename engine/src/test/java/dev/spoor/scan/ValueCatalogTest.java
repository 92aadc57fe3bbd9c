/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.CountedValue;
import dev.spoor.dataset.CountedValues;
import dev.spoor.dataset.FileCounts;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.dataset.ValueNumbers;
import dev.spoor.dataset.ValueTotals;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.ValueCatalog.Precision;
import dev.spoor.scan.ValueCatalog.Value;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ObjectEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class ValueCatalogTest {
    private static final FactPaths PATHS = new FactPaths(
            FieldPath.of("time"),
            FieldPath.of("region"),
            FieldPath.of("account"),
            FieldPath.of("service"),
            FieldPath.of("action"),
            new FactPaths.Caller(
                    FieldPath.of("arn"),
                    FieldPath.of("id"),
                    FieldPath.of("user"),
                    FieldPath.of("issuername"),
                    FieldPath.of("issuer")));

    private final ValueNumbers numbers = new ValueNumbers();
    private final int get = numbers.add(List.of(new CountedValue(PATHS.action(), "s3", "Get")));
    private final int put = numbers.add(List.of(new CountedValue(PATHS.action(), "s3", "Put")));
    private final int other = numbers.add(List.of(new CountedValue(PATHS.action(), "ec2", "Get")));
    private final int many = numbers.add(List.of(new CountedValue(PATHS.action(), null, null)));
    private final ValueTotals totals = new ValueTotals();

    private void file(String account, int... numberAndRecords) {
        FileCounts.Builder counts = new FileCounts.Builder(numbers);
        for (int i = 0; i < numberAndRecords.length; i += 2) {
            counts.add(numberAndRecords[i], numberAndRecords[i + 1]);
        }
        totals.add(counts.build(account));
    }

    private ValueCatalog catalog(Optional<Set<String>> accounts, boolean isReduced) {
        ValueCatalog.Builder values = new ValueCatalog.Builder(PATHS, accounts);
        values.add(new CountedValues(totals.all(), true, isReduced));
        return values.build();
    }

    @Test
    void theMostFrequentComeFirstAndWhatIsNotToldApartLast() {
        file("1", get, 5, many, 100);
        file("2", put, 200, get, 300, other, 7);
        ValueCatalog all = catalog(Optional.empty(), false);
        assertEquals(
                List.of(
                        new Value("Get", "s3", 2, 305, 0),
                        new Value("Put", "s3", 1, 200, 0),
                        new Value("Get", "ec2", 1, 7, 0),
                        new Value(null, null, 1, 100, 0)),
                all.of(PATHS.action()));
        assertEquals(List.of(), all.of(PATHS.region()));
        assertEquals(Optional.of(new Value("Get", null, 3, 312, 0)), all.find(PATHS.action(), "Get"));
        assertEquals(Optional.empty(), all.find(PATHS.action(), "List"));
        assertEquals(Precision.EXACT, all.precision());
        assertEquals(Precision.AT_MOST, catalog(Optional.empty(), true).precision());
    }

    @Test
    void whoMaySeeSomeAccountsLearnsNothingOfFilesWithOthers() {
        file("1", get, 5);
        file("2", put, 3);
        file(FileCounts.NO_ACCOUNT, other, 9);
        assertEquals(
                List.of(new Value("Get", "s3", 1, 5, 0)),
                catalog(Optional.of(Set.of("1")), false).of(PATHS.action()));
    }

    @Test
    void ofFilesWhoseRecordsWereNotCountedTheValuesAreTold() {
        file("1", get, 5);
        ValueCatalog.Builder values = new ValueCatalog.Builder(PATHS, Optional.of(Set.of("1")));
        values.add(new CountedValues(totals.all(), true, false));
        for (String account : List.of("1", "2")) {
            values.addUncounted(new RememberedFile(
                    new ObjectEntry("k", 1, 1, null),
                    8,
                    0,
                    null,
                    List.of(
                            new ColumnStats(PATHS.account(), ValueSet.of(ValueKind.TEXT, account)),
                            new ColumnStats(
                                    PATHS.action(),
                                    ValueSet.ofAll(ValueKind.TEXT, List.of("Get", "Of" + account))
                                            .orNull())),
                    null));
        }
        ValueCatalog all = values.build();
        assertEquals(
                List.of(
                        new Value("Get", "s3", 1, 5, 0),
                        new Value("Get", null, 1, 0, 1),
                        new Value("Of1", null, 1, 0, 1)),
                all.of(PATHS.action()));
        assertEquals(Optional.of(new Value("Get", null, 2, 5, 1)), all.find(PATHS.action(), "Get"));
        assertEquals(List.of(new Value(null, null, 1, 0, 1)), all.of(PATHS.region()), "nothing is known of it");
    }

    @Test
    void ofAFileOfWhichNothingIsKnownThatIsTold() {
        ValueCatalog.Builder values = new ValueCatalog.Builder(PATHS, Optional.empty());
        values.addUncounted(new RememberedFile(new ObjectEntry("k", 1, 1, null), 5, 0, "torn", null, null));
        assertEquals(List.of(new Value(null, null, 1, 0, 1)), values.build().of(PATHS.action()));
    }
}
