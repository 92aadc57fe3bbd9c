/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.Type;

/**
 * A field of a Parquet schema without the groups that only carry repetition.
 *
 * <p>Levels, as Dremel has them: a value of this node is there when the definition level of a leaf below is at least
 * {@code def}; a place for one is there when it is at least {@code exists} (the nearest list above has an element);
 * {@code rep} lists are above. The elements of a LIST or MAP are there from {@code elementDef} on and repeat at level
 * {@code rep + 1}.
 *
 * @param id permanent id; -1 if the file has none
 * @param field the same as a field of ours, children included
 * @param children fields of a ROW, the element of a LIST, key and value of a MAP
 * @param leaf number among the leaves, in schema order; -1 for what is no leaf
 * @param firstLeaf number of the first leaf at or below this node
 * @param path names down to a leaf, with the groups that carry repetition; empty for what is no leaf
 * @param physical of a leaf, else null
 * @param length of FIXED_LEN_BYTE_ARRAY
 * @param unit how stored numbers become ours
 */
record ParquetNode(
        String name,
        int id,
        Kind kind,
        Field field,
        int def,
        int rep,
        int exists,
        int elementDef,
        List<ParquetNode> children,
        int leaf,
        int firstLeaf,
        List<String> path,
        Type physical,
        int length,
        Unit unit) {
    /** The shape of a node. */
    enum Kind {
        LEAF,
        ROW,
        LIST,
        MAP
    }

    /** What is to be done to a stored whole number. */
    enum Unit {
        AS_IS,
        MILLIS,
        NANOS,
        UNSIGNED_INT
    }

    boolean isLeaf() {
        return kind == Kind.LEAF;
    }

    boolean isOptional() {
        return field.isNullable();
    }

    /** A field of a ROW by its name in any letter case. */
    Optional<ParquetNode> child(String wanted) {
        return find(children, wanted);
    }

    static Optional<ParquetNode> find(List<ParquetNode> nodes, String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        return nodes.stream()
                .filter(node -> node.name.toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static Optional<ParquetNode> find(List<ParquetNode> nodes, int wantedId) {
        return nodes.stream().filter(node -> node.id == wantedId).findFirst();
    }
}
