/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Conditions for people who read plans: with the names of columns and without the planner's annotations. */
final class RexText {
    private static final int CHARACTERS_MAX = 400;

    private RexText() {}

    static String of(RexNode node, RelDataType row) {
        RexNode named = node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                String name = row.getFieldNames().get(ref.getIndex());
                return new NamedColumn(name, ref.getIndex(), ref.getType());
            }
        });
        String text = named.toString()
                .replace("_UTF-8'", "'")
                .replace(UnsimplifiedComparison.MARK, "")
                .replaceAll(":(VAR)?CHAR(\\(\\d+\\))?( CHARACTER SET \"UTF-8\")?( NOT NULL)?", "");
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "...";
    }

    /** Names of the columns of a list of indexes. */
    static List<String> names(List<Integer> columns, RelDataType row) {
        return columns.stream().map(c -> row.getFieldNames().get(c)).toList();
    }

    private static final class NamedColumn extends RexInputRef {
        NamedColumn(String name, int index, RelDataType type) {
            super(index, type);
            this.digest = name;
        }
    }
}
