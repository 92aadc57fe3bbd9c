/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.error.EngineException;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.expr.Predicates;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.FileCondition;
import dev.spoor.source.KeyPart;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The part of a filter that speaks about partition columns only, evaluated on what the keys of files name, by the same
 * kernels that would evaluate it on their records. So any expression prunes, and a file is left out only if the filter
 * would refuse each of its records. Immutable.
 */
final class KeyCondition implements FileCondition {
    private static final long MEMORY_BYTES_MAX = 64L << 20;
    private static final int BATCH_KEYS = 4096;

    /** The columns of a table that are made of keys. */
    private record KeyColumns(
            List<KeyPattern> patterns, List<Integer> places, Schema schema, ExpressionCompiler compiler) {
        /** The places of those that can be told from these parts of a key. */
        ImmutableBitSet placesOf(Set<KeyPart> parts) {
            ImmutableBitSet.Builder told = ImmutableBitSet.builder();
            for (int i = 0; i < patterns.size(); i++) {
                if (parts.containsAll(patterns.get(i).needs())) {
                    told.set(places.get(i));
                }
            }
            return told.build();
        }
    }

    private final KeyColumns columns;
    private final RexNode condition;
    private final Set<KeyPart> parts = EnumSet.noneOf(KeyPart.class);
    private final boolean[] isUsed;
    private final Predicate predicate;
    private final long queryStartMicros;
    private final String text;

    /** By the parts that are told; made at once, because it takes the planner's compiler. */
    private final Map<Set<KeyPart>, FileCondition> weaker;

    /** @param weaker shared by all conditions that one was weakened to */
    private KeyCondition(
            KeyColumns columns,
            RexNode condition,
            RelDataType row,
            long queryStartMicros,
            Map<Set<KeyPart>, FileCondition> weaker) {
        this.weaker = weaker;
        this.columns = columns;
        this.condition = condition;
        this.predicate = Predicates.of(columns.compiler.compile(condition));
        this.queryStartMicros = queryStartMicros;
        this.text = RexText.of(condition, row);
        this.isUsed = new boolean[columns.patterns.size()];
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
        for (int i = 0; i < isUsed.length; i++) {
            isUsed[i] = used.get(columns.places.get(i));
            if (isUsed[i]) {
                parts.addAll(columns.patterns.get(i).needs());
            }
        }
    }

    /** What a filter directly above a scan of the table demands of keys; {@link FileCondition#ALL} if nothing. */
    static FileCondition of(
            RexNode filter, RelDataType row, CatalogTable table, FunctionLibrary functions, PlanOptions options) {
        Map<ColumnPath, Integer> places = new HashMap<>();
        List<KeyPattern> patterns = new ArrayList<>();
        List<Integer> placesOfPatterns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            TableColumn column = table.columns().get(i);
            if (column.path().column().equals(KeyPattern.COLUMN)) {
                places.put(ColumnPath.whole(i), patterns.size());
                patterns.add(KeyPattern.of(column.path()));
                fields.add(column.field());
                placesOfPatterns.add(i);
            }
        }
        RexNode onKeys = patterns.isEmpty() ? null : weakenedOrNull(filter, ImmutableBitSet.of(placesOfPatterns));
        if (onKeys == null) {
            return ALL;
        }
        Schema schema = new Schema(fields);
        ExpressionCompiler compiler = new ExpressionCompiler(new Layout(places, schema), functions, options);
        KeyColumns columns = new KeyColumns(patterns, placesOfPatterns, schema, compiler);
        KeyCondition all = new KeyCondition(columns, onKeys, row, options.queryStartMicros(), new HashMap<>());
        all.addWeaker(row);
        return all;
    }

    /** Adds what holds of fewer parts, for every choice of them; most choices give the same few conditions. */
    private void addWeaker(RelDataType row) {
        Map<RexNode, FileCondition> byCondition = new HashMap<>();
        byCondition.put(condition, this);
        List<KeyPart> all = List.copyOf(parts);
        for (int choice = 0; choice < 1 << all.size(); choice++) {
            Set<KeyPart> told = EnumSet.noneOf(KeyPart.class);
            for (int i = 0; i < all.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    told.add(all.get(i));
                }
            }
            RexNode rest = weakenedOrNull(condition, columns.placesOf(told));
            weaker.put(
                    told,
                    rest == null
                            ? ALL
                            : byCondition.computeIfAbsent(
                                    rest, node -> new KeyCondition(columns, node, row, queryStartMicros, weaker)));
        }
    }

    /** A condition on key columns that is TRUE wherever the given one is; null if none can be told. */
    private static RexNode weakenedOrNull(RexNode condition, ImmutableBitSet keyColumns) {
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
        if (keyColumns.contains(used) && !used.isEmpty() && RexUtil.isDeterministic(condition)) {
            return condition;
        }
        if (!(condition instanceof RexCall call) || (call.getKind() != SqlKind.AND && call.getKind() != SqlKind.OR)) {
            return null;
        }
        List<RexNode> terms = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            RexNode term = weakenedOrNull(operand, keyColumns);
            if (term != null) {
                terms.add(term);
            } else if (call.getKind() == SqlKind.OR) {
                return null;
            }
        }
        if (terms.size() < 2) {
            return terms.isEmpty() ? null : terms.get(0);
        }
        return call.clone(call.getType(), terms);
    }

    @Override
    public Set<KeyPart> parts() {
        return Collections.unmodifiableSet(parts);
    }

    @Override
    public FileCondition onlyOn(Set<KeyPart> told) {
        Set<KeyPart> both = EnumSet.copyOf(parts);
        both.retainAll(told);
        return weaker.get(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyCondition that
                && condition.equals(that.condition)
                && columns.patterns.equals(that.columns.patterns)
                && columns.places.equals(that.columns.places)
                && queryStartMicros == that.queryStartMicros;
    }

    @Override
    public int hashCode() {
        return condition.hashCode();
    }

    @Override
    public boolean[] mayMatch(List<KeyParts> keys) {
        boolean[] mayMatch = new boolean[keys.size()];
        try (Memory memory = Memory.root(MEMORY_BYTES_MAX)) {
            for (int from = 0; from < keys.size(); from += BATCH_KEYS) {
                int to = Math.min(keys.size(), from + BATCH_KEYS);
                evaluate(keys.subList(from, to), from, mayMatch, memory);
            }
        }
        return mayMatch;
    }

    /** An evaluation that fails for a key is an error of the query only if it reads a record of such a file. */
    private void evaluate(List<KeyParts> keys, int from, boolean[] mayMatch, Memory memory) {
        Mask mask = new Mask();
        try (Batch batch = batch(keys, memory)) {
            predicate.test(batch, mask, new EvalContext(memory, queryStartMicros, 0));
            for (int i = 0; i < keys.size(); i++) {
                mayMatch[from + i] = mask.get(i);
            }
        } catch (EngineException e) {
            if (keys.size() == 1) {
                Arrays.fill(mayMatch, from, from + 1, true);
                return;
            }
            for (int i = 0; i < keys.size(); i++) {
                evaluate(keys.subList(i, i + 1), from + i, mayMatch, memory);
            }
        }
    }

    private Batch batch(List<KeyParts> keys, Memory memory) {
        List<Column> values = new ArrayList<>();
        try {
            for (int c = 0; c < isUsed.length; c++) {
                Field field = columns.schema.getFields().get(c);
                FieldVector vector = field.createVector(memory.allocator());
                values.add(new FlatColumn(field, filled(vector, isUsed[c] ? columns.patterns.get(c) : null, keys)));
            }
            return new Batch(keys.size(), values);
        } catch (RuntimeException e) {
            values.forEach(Column::close);
            throw e;
        }
    }

    /** @param patternOrNull null for a column that nobody looks at */
    private static FieldVector filled(FieldVector vector, KeyPattern patternOrNull, List<KeyParts> keys) {
        try {
            vector.setInitialCapacity(keys.size());
            vector.allocateNew();
            for (int i = 0; patternOrNull != null && i < keys.size(); i++) {
                Object value = patternOrNull.valueOrNull(keys.get(i));
                if (value instanceof String string) {
                    ((VarCharVector) vector).setSafe(i, string.getBytes(StandardCharsets.UTF_8));
                } else if (value instanceof Integer day) {
                    ((DateDayVector) vector).setSafe(i, day);
                }
            }
            vector.setValueCount(keys.size());
            return vector;
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    /** The condition, for EXPLAIN. */
    @Override
    public String toString() {
        return text;
    }
}
