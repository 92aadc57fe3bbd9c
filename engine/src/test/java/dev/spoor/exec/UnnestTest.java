/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class UnnestTest {
    private static final int[] BATCH_ROWS = {1, 3, 1024};

    @Test
    void unnestsAsTheTwinDoes() {
        List<Field> unnestable = RandomRows.nestedFields().stream()
                .filter(field -> field.getType().getTypeID() != ArrowType.ArrowTypeID.Struct)
                .toList();
        for (long seed = 0; seed < 40; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> fields = random.pick(unnestable, 3);
            List<Integer> columns = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                columns.add(i);
            }
            fields.add(SqlTypes.varchar("name"));
            List<List<Object>> rows = random.rows(fields, random.random().nextInt(40));
            int batchRows = BATCH_ROWS[random.random().nextInt(BATCH_ROWS.length)];
            int workers = random.random().nextBoolean() ? 1 : 4;
            PlanNode input = RowSource.of(fields, rows, batchRows, seed).scan();
            UnnestNode node = node(input, fields, columns, random.random());
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, batchRows)) {
                assertEquals(
                        Rows.showSorted(twin(node, rows)),
                        Rows.showSorted(query.rows(new GatherNode(node))),
                        "seed " + seed);
            }
        }
    }

    @Test
    void anErrorOfTheInputLeaksNothing() {
        List<Field> fields = List.of(SqlTypes.array("a", SqlTypes.varchar("e")));
        List<List<Object>> rows = new RandomRows(1).rows(fields, 20);
        RowSource source = RowSource.of(fields, rows, 5, 1).failingAt(2);
        UnnestNode node = node(source.scan(), fields, List.of(0), new Random(1));
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 3)) {
            assertThrows(EngineException.class, () -> query.rows(node));
        }
        assertEquals(0, source.openReaders());
    }

    private static UnnestNode node(PlanNode input, List<Field> fields, List<Integer> columns, Random random) {
        boolean expand = random.nextBoolean();
        boolean ordinality = random.nextBoolean();
        List<Field> output = new ArrayList<>(fields);
        for (int column : columns) {
            Field element = fields.get(column).getChildren().get(0);
            boolean isMap = fields.get(column).getType().getTypeID() == ArrowType.ArrowTypeID.Map;
            boolean isRow = element.getType().getTypeID() == ArrowType.ArrowTypeID.Struct;
            if (isMap || (expand && isRow)) {
                output.addAll(element.getChildren());
            } else {
                output.add(element);
            }
        }
        if (ordinality) {
            output.add(SqlTypes.field("ordinality", SqlTypes.BIGINT));
        }
        return new UnnestNode(input, columns, expand, ordinality, random.nextBoolean(), new Schema(output));
    }

    private static List<List<Object>> twin(UnnestNode node, List<List<Object>> rows) {
        List<Field> fields = node.input().schema().getFields();
        List<List<Object>> result = new ArrayList<>();
        for (List<Object> row : rows) {
            int longest = 0;
            for (int column : node.columns()) {
                longest = Math.max(longest, elements(row.get(column)).size());
            }
            boolean kept = longest == 0 && node.outer();
            for (int i = 0; i < longest || (kept && i == 0); i++) {
                List<Object> output = new ArrayList<>(row);
                for (int column : node.columns()) {
                    List<Object> elements = elements(row.get(column));
                    Object element = i < elements.size() ? elements.get(i) : null;
                    Field type = fields.get(column).getChildren().get(0);
                    boolean isMap = fields.get(column).getType().getTypeID() == ArrowType.ArrowTypeID.Map;
                    boolean isRow = type.getType().getTypeID() == ArrowType.ArrowTypeID.Struct;
                    if (isMap || (node.expandRows() && isRow)) {
                        int width = type.getChildren().size();
                        output.addAll(element == null ? Collections.nCopies(width, null) : (List<?>) element);
                    } else {
                        output.add(element);
                    }
                }
                if (node.ordinality()) {
                    output.add(kept ? null : i + 1L);
                }
                result.add(output);
            }
        }
        return result;
    }

    private static List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                List<Object> entry = new ArrayList<>();
                entry.add(key);
                entry.add(each);
                elements.add(entry);
            });
        } else if (value != null) {
            elements.addAll((List<?>) value);
        }
        return elements;
    }
}
