/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Questions about leaves. */
final class Leaves {
    private Leaves() {}

    static boolean isText(ParquetNode leaf) {
        return leaf.field().getType().equals(SqlTypes.VARCHAR);
    }

    /** For each leaf below the column, the nodes from the column to it. */
    static List<List<ParquetNode>> chains(ParquetNode column) {
        List<List<ParquetNode>> chains = new ArrayList<>();
        collect(column, List.of(), chains);
        return chains;
    }

    private static void collect(ParquetNode node, List<ParquetNode> above, List<List<ParquetNode>> chains) {
        List<ParquetNode> chain = new ArrayList<>(above);
        chain.add(node);
        if (node.isLeaf()) {
            chains.add(chain);
        }
        node.children().forEach(child -> collect(child, chain, chains));
    }
}
