/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Window functions of one window: output is the input's columns, then one column for each call. Rows come out by
 * partition and order; that is no promise to rely on.
 *
 * @param input not necessarily sorted, may be partitioned among workers
 * @param partitionKeys columns whose equal (NULLs too) values make a window partition; none: all rows are one
 * @param orderKeys order inside a window partition
 */
public record WindowNode(PlanNode input, List<Integer> partitionKeys, List<SortKey> orderKeys, List<WindowCall> calls)
        implements PlanNode {
    public WindowNode {
        partitionKeys = List.copyOf(partitionKeys);
        orderKeys = List.copyOf(orderKeys);
        calls = List.copyOf(calls);
    }

    @Override
    public Schema schema() {
        List<Field> fields = new ArrayList<>(input.schema().getFields());
        calls.forEach(call -> fields.add(call.result()));
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
        return new WindowOperator(this, context);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("Window");
        for (WindowCall call : calls) {
            text.append(' ')
                    .append(call.name())
                    .append(" OVER (")
                    .append(call.frame())
                    .append(')');
        }
        text.append(" partition by ").append(SortNode.names(input, partitionKeys));
        return text.append(" order by ")
                .append(SortNode.describe(input, orderKeys))
                .toString();
    }
}
