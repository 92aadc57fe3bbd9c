/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.KeyNode;
import dev.spoor.json.ValueSlots;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.source.DecodeRequest;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordFact;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Turns CloudTrail records into rows. */
final class CloudTrailDecoder implements RecordDecoder {
    private static final Map<RecordFact, List<String>> FACT_FIELDS = Map.ofEntries(
            Map.entry(RecordFact.ID, List.of("eventID")),
            Map.entry(RecordFact.TIME, List.of("eventTime")),
            Map.entry(RecordFact.REGION, List.of("awsRegion")),
            Map.entry(RecordFact.ACCOUNT, List.of("recipientAccountId")),
            Map.entry(RecordFact.SERVICE, List.of("eventSource")),
            Map.entry(RecordFact.ACTION, List.of("eventName")),
            Map.entry(RecordFact.PRINCIPAL, List.of("userIdentity", "arn")),
            Map.entry(RecordFact.PRINCIPAL_ID, List.of("userIdentity", "principalId")),
            Map.entry(RecordFact.USER_NAME, List.of("userIdentity", "userName")),
            Map.entry(RecordFact.ISSUER_NAME, List.of("userIdentity", "sessionContext", "sessionIssuer", "userName")),
            Map.entry(RecordFact.ISSUER, List.of("userIdentity", "sessionContext", "sessionIssuer", "arn")));

    private final Memory memory;
    private final int batchRows;
    private final Function<String, KeyParts> partsOfPath;
    private final KeyNode keys;
    private final int slotCount;
    private final Map<RecordFact, Integer> factSlots = new EnumMap<>(RecordFact.class);
    private final ColumnWriter[] writers;
    private final List<OrdinalWriter> ordinals = new ArrayList<>();
    private int rowCount;
    private long batchBytes;

    CloudTrailDecoder(DecodeRequest request) {
        memory = request.memory();
        batchRows = request.batchRows();
        partsOfPath = request.partsOfPath();
        WantedKeys wanted = new WantedKeys();
        for (RecordFact fact : request.facts()) {
            WantedKeys.Path place = wanted.record();
            for (String field : FACT_FIELDS.get(fact)) {
                place = place.field(field);
            }
            factSlots.put(fact, place.slot());
        }
        List<ProjectedColumn> columns = request.projection().columns();
        writers = new ColumnWriter[columns.size()];
        try {
            for (int i = 0; i < writers.length; i++) {
                writers[i] = writer(columns.get(i), wanted);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        keys = wanted.toKeyNode();
        slotCount = wanted.slotCount();
    }

    @Override
    public KeyNode keys() {
        return keys;
    }

    @Override
    public int slotCount() {
        return slotCount;
    }

    @Override
    public int slotOf(RecordFact fact) {
        Integer slot = factSlots.get(fact);
        if (slot == null) {
            throw new IllegalArgumentException(fact + " was not asked for");
        }
        return slot;
    }

    @Override
    public void startFile(String path) {
        for (ColumnWriter writer : writers) {
            writer.startFile(path);
        }
    }

    @Override
    public void append(byte[] text, int start, int end, ValueSlots slots, long ordinal) {
        for (OrdinalWriter each : ordinals) {
            each.setOrdinal(ordinal);
        }
        long bytes = 0;
        for (ColumnWriter writer : writers) {
            writer.append(text, start, end, slots);
            bytes += writer.batchBytes();
        }
        batchBytes = bytes;
        rowCount++;
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public long batchBytes() {
        return batchBytes;
    }

    @Override
    public Batch take() {
        if (rowCount == 0) {
            return null;
        }
        Column[] built = new Column[writers.length];
        int done = 0;
        try {
            for (; done < built.length; done++) {
                built[done] = writers[done].build();
            }
        } catch (RuntimeException e) {
            for (int i = 0; i < done; i++) {
                built[i].close();
            }
            throw e;
        }
        Batch batch = new Batch(rowCount, built);
        rowCount = 0;
        batchBytes = 0;
        return batch;
    }

    @Override
    public void close() {
        for (ColumnWriter writer : writers) {
            if (writer != null) {
                writer.close();
            }
        }
    }

    private ColumnWriter writer(ProjectedColumn projected, WantedKeys wanted) {
        FieldPath path = projected.path();
        Field field = projected.field();
        if (path.equals(FieldPath.ABSENT)) {
            return TextWriter.ofNothing(field, memory, batchRows);
        }
        if (path.column().equals(KeyPattern.COLUMN)) {
            KeyPattern pattern = KeyPattern.of(path);
            return field.getType() instanceof ArrowType.Date
                    ? new KeyDateWriter(field, pattern, partsOfPath, memory, batchRows)
                    : TextWriter.ofKey(field, pattern, partsOfPath, memory, batchRows);
        }
        EventColumn column =
                CloudTrailSchema.schema().column(path.column()).orElseThrow(() -> unknown(path, "no such column"));
        return switch (column.kind()) {
            case PROVENANCE -> provenance(column, field);
            case WHOLE_RECORD -> TextWriter.ofRecord(field, memory, batchRows);
            case EXTRA -> TextWriter.ofRemainder(field, remainder(wanted), memory, batchRows);
            case SCALAR, NESTED, FREE_FORM -> ofPlace(projected, column, wanted);
        };
    }

    private ColumnWriter provenance(EventColumn column, Field field) {
        if (column.name().equals(CloudTrailSchema.PATH)) {
            return TextWriter.ofPath(field, memory, batchRows);
        }
        OrdinalWriter writer = new OrdinalWriter(field, memory, batchRows);
        ordinals.add(writer);
        return writer;
    }

    private ColumnWriter ofPlace(ProjectedColumn projected, EventColumn column, WantedKeys wanted) {
        FieldPath path = projected.path();
        Field field = projected.field();
        WantedKeys.Path place = wanted.record().field(column.displayName());
        Field type = column.field();
        for (String step : path.steps()) {
            if (type != null && type.getType() instanceof ArrowType.Struct) {
                Field member = memberOf(type, step, path);
                place = place.field(member.getName());
                type = member;
            } else if (type == null || type.getType() instanceof ArrowType.Map) {
                place = place.key(step);
                type = null;
            } else {
                throw unknown(path, "'" + type.getName() + "' has no members");
            }
        }
        if (!(field.getType() instanceof ArrowType.Utf8)) {
            return new VectorWriter(field, type, place.slot(), memory, batchRows);
        }
        if (projected.reading() == ProjectedColumn.Reading.SCALAR) {
            return TextWriter.ofScalar(field, place.slot(), memory, batchRows);
        }
        if (type != null && TypedText.ofOrNull(type.getType()) != null) {
            return TextWriter.ofTyped(field, type.getType(), place.slot(), memory, batchRows);
        }
        boolean wholeFreeForm = column.kind() == EventColumn.Kind.FREE_FORM && path.isWholeColumn();
        return wholeFreeForm
                ? TextWriter.ofJson(field, place.slot(), memory, batchRows)
                : TextWriter.ofSlot(field, place.slot(), memory, batchRows);
    }

    private static Remainder remainder(WantedKeys wanted) {
        List<Remainder.Held> held = new ArrayList<>();
        for (EventColumn column : CloudTrailSchema.schema().columns()) {
            boolean inRecord =
                    switch (column.kind()) {
                        case SCALAR, NESTED, FREE_FORM -> true;
                        case EXTRA, WHOLE_RECORD, PROVENANCE -> false;
                    };
            if (inRecord) {
                int slot = wanted.record().field(column.displayName()).slot();
                held.add(new Remainder.Held(column.field(), column.displayName(), slot));
            }
        }
        wanted.wantOthers();
        return new Remainder(held);
    }

    private static Field memberOf(Field row, String step, FieldPath path) {
        for (Field member : row.getChildren()) {
            if (member.getName().equalsIgnoreCase(step)) {
                return member;
            }
        }
        throw unknown(path, "no such field");
    }

    private static EngineException unknown(FieldPath path, String why) {
        return new EngineException(ErrorCode.INTERNAL, "cannot decode " + path + " of a CloudTrail record: " + why);
    }
}
