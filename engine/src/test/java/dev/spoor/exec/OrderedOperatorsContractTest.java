/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.WindowFunction;
import dev.spoor.testing.OperatorContract;
import dev.spoor.testing.RowSource;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

class OrderedOperatorsContractTest {
    private static final List<SortKey> KEYS = List.of(new SortKey(0, true, false), new SortKey(1, false, true));

    @Test
    void sortKeepsTheContract() {
        OperatorContract.verify(input -> new SortNode(input, KEYS));
    }

    @Test
    void topNKeepsTheContract() {
        OperatorContract.verify(input -> new TopNNode(input, KEYS, 0, 1000));
        OperatorContract.verify(input -> new TopNNode(input, KEYS, 0, TopNOperator.ROWS_MAX + 1));
    }

    @Test
    void windowKeepsTheContract() {
        WindowFunction rank = FunctionLibrary.standard().window("rank").orElseThrow();
        OperatorContract.verify(input -> new WindowNode(
                input,
                List.of(0),
                List.of(new SortKey(1, true, false)),
                List.of(new WindowCall.OfFunction(
                        rank, List.of(), false, WindowFrame.DEFAULT, SqlTypes.field("rank", SqlTypes.BIGINT)))));
    }

    @Test
    void joinKeepsTheContractOnBothSides() {
        RowSource other = RowSource.of(OperatorContract.FIELDS, List.of(), 4, 1);
        for (JoinNode.Kind kind : List.of(JoinNode.Kind.LEFT, JoinNode.Kind.FULL, JoinNode.Kind.ANTI)) {
            OperatorContract.verify(input -> gathered(join(input, other.scan(), kind)));
        }
        OperatorContract.verify(input -> join(other.scan(), input, JoinNode.Kind.RIGHT));
    }

    private static PlanNode gathered(JoinNode join) {
        return join.isPartitioned() ? new GatherNode(join) : join;
    }

    private static JoinNode join(PlanNode left, PlanNode right, JoinNode.Kind kind) {
        List<Field> fields = new ArrayList<>(left.schema().getFields());
        if (!kind.testsOnly()) {
            fields.addAll(right.schema().getFields());
        }
        return new JoinNode(left, right, kind, List.of(0), List.of(0), List.of(false), null, new Schema(fields));
    }
}
