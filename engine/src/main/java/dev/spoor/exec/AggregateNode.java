/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Groups rows and aggregates each group. NULL is a value for grouping; -0.0 equals 0.0, and NaN equals NaN. An empty
 * grouping set gives its one row even without input. The input may be partitioned.
 *
 * <p>Output columns: every group key in order (NULL where it is not in the row's grouping set), one per call, and the
 * grouping id if wanted.
 *
 * @param groupKeys columns of the input
 * @param groupingSets each a list of positions in {@code groupKeys}; a plain GROUP BY is one set of all positions
 * @param names of the output columns, in order
 * @param groupingId whether to append a BIGINT bit mask: bit set = key not in the row's grouping set, the first key has
 *     the highest bit
 */
public record AggregateNode(
        PlanNode input,
        List<Integer> groupKeys,
        List<List<Integer>> groupingSets,
        List<AggregateCall> calls,
        List<String> names,
        boolean groupingId)
        implements PlanNode {
    public AggregateNode {
        groupKeys = List.copyOf(groupKeys);
        groupingSets = groupingSets.stream().map(List::copyOf).toList();
        calls = List.copyOf(calls);
        names = List.copyOf(names);
        int columns = groupKeys.size() + calls.size() + (groupingId ? 1 : 0);
        if (names.size() != columns) {
            throw new IllegalArgumentException(names.size() + " names for " + columns + " columns");
        }
        if (groupingSets.isEmpty()) {
            throw new IllegalArgumentException("no grouping set: a global aggregate has one, the empty one");
        }
        for (List<Integer> set : groupingSets) {
            for (int position : set) {
                if (position < 0 || position >= groupKeys.size()) {
                    throw new IllegalArgumentException("grouping set " + set + " of " + groupKeys.size() + " keys");
                }
            }
        }
    }

    /** A plain GROUP BY; no keys give one row. */
    public static AggregateNode of(
            PlanNode input, List<Integer> groupKeys, List<AggregateCall> calls, List<String> names) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < groupKeys.size(); i++) {
            all.add(i);
        }
        return new AggregateNode(input, groupKeys, List.of(all), calls, names, false);
    }

    @Override
    public Schema schema() {
        List<Field> inputs = input.schema().getFields();
        List<Field> fields = new ArrayList<>();
        for (int key : groupKeys) {
            fields.add(nullable(inputs.get(key), names.get(fields.size())));
        }
        for (AggregateCall call : calls) {
            fields.add(nullable(call.result(), names.get(fields.size())));
        }
        if (groupingId) {
            fields.add(SqlTypes.field(names.get(fields.size()), SqlTypes.BIGINT));
        }
        return new Schema(fields);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return open(context, Integer.MAX_VALUE);
    }

    /** Opens with a limit of groups in memory per worker, above which rows are put aside. */
    Operator open(QueryContext context, int groupsMax) {
        return new AggregateOperator(this, context, groupsMax);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("Aggregate");
        if (!groupKeys.isEmpty()) {
            text.append(" by ").append(names.subList(0, groupKeys.size()));
        }
        if (groupingSets.size() > 1) {
            text.append(" in ").append(groupingSets.size()).append(" grouping sets");
        }
        String separator = ": ";
        for (AggregateCall call : calls) {
            text.append(separator).append(call.function().doc().name()).append('(');
            text.append(call.distinct() ? "distinct " : "");
            String comma = "";
            for (int argument : call.arguments()) {
                text.append(comma)
                        .append(input.schema().getFields().get(argument).getName());
                comma = ", ";
            }
            text.append(')').append(call.filter() == AggregateCall.NO_FILTER ? "" : " filtered");
            separator = ", ";
        }
        return text.toString();
    }

    private static Field nullable(Field field, String name) {
        return SqlTypes.renamed(field, name);
    }
}
