/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.expr.Values;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads the calls that changed trails out of the events themselves. Calls that failed changed nothing.
 *
 * <p>A trail is named by its name, which then means the region of the call, or by its ARN.
 */
final class TrailChanges {
    private static final String SERVICE = "cloudtrail.amazonaws.com";
    private static final Set<String> CALLS = Set.of(
            TrailChange.START,
            TrailChange.STOP,
            TrailChange.CREATE,
            TrailChange.UPDATE,
            TrailChange.DELETE,
            TrailChange.SELECT);

    /** Of {@code arn:aws:cloudtrail:region:account:trail/name}. */
    private static final int ARN_PARTS = 6;

    private static final int ARN_REGION = 3;
    private static final int ARN_ACCOUNT = 4;
    private static final String ARN = "arn:";

    private static final List<ProjectedColumn> COLUMNS = List.of(
            column(SqlTypes.TIMESTAMP, "eventtime"),
            column(SqlTypes.VARCHAR, "recipientaccountid"),
            column(SqlTypes.VARCHAR, "awsregion"),
            column(SqlTypes.VARCHAR, "eventsource"),
            column(SqlTypes.VARCHAR, "eventname"),
            column(SqlTypes.VARCHAR, "errorcode"),
            column(SqlTypes.VARCHAR, "eventid"),
            column(SqlTypes.VARCHAR, "useridentity", "arn"),
            column(SqlTypes.VARCHAR, "requestparameters", "name"),
            column(SqlTypes.VARCHAR, "requestparameters", "isMultiRegionTrail"),
            column(SqlTypes.VARCHAR, "requestparameters", "includeGlobalServiceEvents"),
            column(SqlTypes.VARCHAR, "requestparameters", "enableLogFileValidation"),
            column(SqlTypes.VARCHAR, "requestparameters", "trailName"),
            column(SqlTypes.VARCHAR, "requestparameters", "eventSelectors"),
            column(SqlTypes.VARCHAR, "requestparameters", "advancedEventSelectors"));

    private TrailChanges() {}

    private static ProjectedColumn column(ArrowType type, String column, String... steps) {
        String name = steps.length == 0 ? column : steps[0];
        return new ProjectedColumn(FieldPath.of(column, steps), SqlTypes.field(name, type));
    }

    /**
     * Reads them, in no order.
     *
     * @param events each event once
     * @param sinceMicros events before it may be left out; Long.MIN_VALUE for none
     */
    static List<TrailChange> read(ScanSource events, long sinceMicros, ScanContext context) {
        ScanConstraint constraint = ScanConstraint.of(FieldPath.of("eventsource"), ValueSet.of(ValueKind.TEXT, SERVICE))
                .and(FieldPath.of("eventname"), ValueSet.ofAll(ValueKind.TEXT, CALLS));
        if (sinceMicros != Long.MIN_VALUE) {
            constraint = constraint.and(FieldPath.of("eventtime"), ValueSet.atLeast(ValueKind.TIMESTAMP, sinceMicros));
        }
        List<TrailChange> changes = new ArrayList<>();
        ScanRequest request = new ScanRequest(new Projection(COLUMNS), constraint, ScanRequest.NO_LIMIT);
        try (ScanRun run = events.plan(request).start(context);
                BatchReader reader = run.openWorker()) {
            for (Batch next = reader.next(); next != null; next = reader.next()) {
                context.cancellation().check();
                try (Batch batch = next) {
                    add(batch, context, changes);
                }
            }
        }
        return changes;
    }

    private static void add(Batch batch, ScanContext context, List<TrailChange> changes) {
        for (int row = 0; row < batch.rowCount(); row++) {
            boolean isOne = SERVICE.equals(text(batch, 3, row, context))
                    && CALLS.contains(Objects.requireNonNullElse(text(batch, 4, row, context), ""))
                    && text(batch, 5, row, context) == null;
            TrailChange change = isOne ? changeOrNull(batch, row, context) : null;
            if (change != null) {
                changes.add(change);
            }
        }
    }

    private static TrailChange changeOrNull(Batch batch, int row, ScanContext context) {
        Object micros = value(batch, 0, row, context);
        String account = text(batch, 1, row, context);
        String region = text(batch, 2, row, context);
        boolean isSelection = TrailChange.SELECT.equals(text(batch, 4, row, context));
        String name = text(batch, isSelection ? 12 : 8, row, context);
        if (micros == null || account == null || region == null || name == null) {
            return null;
        }
        String[] arn = name.startsWith(ARN) ? name.split(":", ARN_PARTS) : new String[0];
        boolean isArn = arn.length == ARN_PARTS;
        return new TrailChange(
                (Long) micros,
                isArn ? arn[ARN_ACCOUNT] : account,
                isArn ? arn[ARN_REGION] : region,
                name.substring(name.lastIndexOf('/') + 1),
                text(batch, 4, row, context),
                truthOrNull(text(batch, 9, row, context)),
                truthOrNull(text(batch, 10, row, context)),
                truthOrNull(text(batch, 11, row, context)),
                EventSelection.of(text(batch, 13, row, context), text(batch, 14, row, context)),
                text(batch, 7, row, context),
                text(batch, 6, row, context));
    }

    private static Boolean truthOrNull(String textOrNull) {
        return textOrNull == null ? null : (Boolean) textOrNull.equals("true");
    }

    private static String text(Batch batch, int column, int row, ScanContext context) {
        return (String) value(batch, column, row, context);
    }

    private static Object value(Batch batch, int column, int row, ScanContext context) {
        return Values.read(batch.column(column).flat(context.memory()), row);
    }
}
