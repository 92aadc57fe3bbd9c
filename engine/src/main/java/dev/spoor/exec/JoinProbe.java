/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Finds the matches of left batches in a table and makes the output of a join from them, in batches of bounded rows.
 *
 * <p>The table may be a piece of the build side; then all left batches are passed once for each piece, with their place
 * among all left rows, so that it is known in the {@linkplain #startPiece last pass} which of them have matched.
 */
final class JoinProbe implements AutoCloseable {
    private final JoinNode node;
    private final QueryContext context;
    private final Memory memory;
    private final EvalContext evaluation;
    private final KeyLookup lookup;
    private final Mask matched = new Mask();
    private final Mask accepted = new Mask();
    private final BitSet matchedBefore = new BitSet();
    private final int[] pairLeft;
    private final int[] pairRight;
    private final List<Batch> rightSources = new ArrayList<>();
    private JoinTable table;
    private BitSet matchedRight = new BitSet();
    private boolean firstPiece = true;
    private boolean lastPiece = true;
    private Batch left;
    private long leftOffset;
    private int[] keyNumbers = new int[0];
    private int leftRow;
    private int chain;
    private int unmatchedRight;

    JoinProbe(JoinNode node, QueryContext context) {
        this.node = node;
        this.context = context;
        this.memory = context.memory();
        this.evaluation = context.evalContext();
        this.lookup = new KeyLookup(new JoinKeys(node.left().schema(), node.leftKeys(), node.nullSafe()));
        this.pairLeft = new int[context.batchRows()];
        this.pairRight = new int[context.batchRows()];
    }

    /**
     * Matches from now on against this table, borrowed.
     *
     * @param isFirst whether left rows have met no other piece of the build side yet
     * @param isLast whether left rows will meet no other piece
     */
    void startPiece(JoinTable piece, boolean isFirst, boolean isLast) {
        table = piece;
        firstPiece = isFirst;
        lastPiece = isLast;
        matchedRight = new BitSet();
        unmatchedRight = 0;
        lookup.start(piece);
        if (isFirst) {
            matchedBefore.clear();
        }
    }

    /**
     * Takes ownership of a left batch; its output comes from {@link #next}.
     *
     * @param offset number of its first row among all left rows
     */
    void accept(Batch batch, long offset) {
        left = batch;
        leftOffset = offset;
        int rows = batch.rowCount();
        if (keyNumbers.length < rows) {
            keyNumbers = new int[rows];
        }
        lookup.find(batch, keyNumbers);
        matched.reset(rows);
        if (!firstPiece) {
            int base = Math.toIntExact(offset);
            for (int row = 0; row < rows; row++) {
                if (matchedBefore.get(base + row)) {
                    matched.set(row);
                }
            }
        }
        leftRow = -1;
        chain = JoinTable.END;
        if (node.kind().testsOnly() && node.residual() == null) {
            for (int row = 0; row < rows; row++) {
                if (keyNumbers[row] != KeyTable.NONE) {
                    matched.set(row);
                }
            }
            leftRow = rows;
        }
    }

    /** The next output of the accepted batch, owned by the caller; null when it is done with and closed. */
    Batch next() {
        while (left != null) {
            context.cancellation().check();
            int pairs = collectPairs();
            Batch output = pairs > 0 ? matchPairs(pairs) : finishLeft();
            if (output != null) {
                return output;
            }
        }
        return null;
    }

    /** After all left batches: the next right rows of this table that met none; null at their end. */
    Batch nextUnmatchedRight() {
        int rows = 0;
        while (rows < pairRight.length && unmatchedRight < table.size()) {
            int row = matchedRight.nextClearBit(unmatchedRight);
            unmatchedRight = row + 1;
            if (row < table.size()) {
                pairRight[rows++] = row;
            }
        }
        if (rows == 0) {
            return null;
        }
        Column[] columns = new Column[node.schema().getFields().size()];
        int leftColumns = node.left().schema().getFields().size();
        int done = fillNulls(columns, 0, node.left().schema().getFields(), rows);
        return gatherRight(columns, Math.max(done, leftColumns), rows);
    }

    @Override
    public void close() {
        if (left != null) {
            left.close();
            left = null;
        }
    }

    /** Candidates for matching, as many as fit in a batch; 0 when the left batch has no more. */
    private int collectPairs() {
        boolean testsOnly = node.kind().testsOnly();
        int rows = left.rowCount();
        int count = 0;
        while (count < pairLeft.length) {
            if (chain == JoinTable.END || (testsOnly && matched.get(leftRow))) {
                chain = JoinTable.END;
                if (leftRow + 1 >= rows) {
                    leftRow = rows;
                    break;
                }
                leftRow++;
                boolean settled = testsOnly && matched.get(leftRow);
                if (!settled && keyNumbers[leftRow] != KeyTable.NONE) {
                    chain = table.first(keyNumbers[leftRow]);
                }
            } else {
                pairLeft[count] = leftRow;
                pairRight[count++] = chain;
                chain = table.next(chain);
            }
        }
        return count;
    }

    private Batch matchPairs(int pairs) {
        Batch joined = joinPairs(pairs);
        if (node.residual() == null) {
            for (int i = 0; i < pairs; i++) {
                markMatched(i);
            }
            return joined;
        }
        try (joined) {
            node.residual().test(joined, accepted, evaluation);
            for (int i = 0; i < pairs; i++) {
                if (accepted.get(i)) {
                    markMatched(i);
                }
            }
            boolean gives = !node.kind().testsOnly() && accepted.cardinality() > 0;
            return gives ? joined.compact(accepted, memory) : null;
        }
    }

    private void markMatched(int pair) {
        matched.set(pairLeft[pair]);
        if (node.kind().keepsRight()) {
            matchedRight.set(pairRight[pair]);
        }
    }

    /** Left columns, then right columns, also for SEMI and ANTI, whose residual looks at them. */
    private Batch joinPairs(int pairs) {
        int leftColumns = left.columnCount();
        Column[] columns =
                new Column[leftColumns + node.right().schema().getFields().size()];
        int done = 0;
        try {
            for (; done < leftColumns; done++) {
                columns[done] = left.column(done).take(pairLeft, pairs, memory);
            }
        } catch (RuntimeException e) {
            closeAll(columns);
            throw e;
        }
        return gatherRight(columns, leftColumns, pairs);
    }

    /** Completes a batch by the right rows of the pairs; owns the columns so far, also when it fails. */
    private Batch gatherRight(Column[] columns, int leftColumns, int pairs) {
        try {
            BatchAssembler assembler = new BatchAssembler(pairs);
            for (int i = 0; i < pairs; i++) {
                assembler.add(table.batch(pairRight[i]), table.rowInBatch(pairRight[i]));
            }
            try (Batch right = assembler.build(memory)) {
                for (int i = 0; i < right.columnCount(); i++) {
                    columns[leftColumns + i] = right.column(i).retain();
                }
            }
            return new Batch(pairs, columns);
        } catch (RuntimeException e) {
            closeAll(columns);
            throw e;
        }
    }

    /** What the left batch gives when all its matches are known; closes it. */
    private Batch finishLeft() {
        try (Batch done = left) {
            left = null;
            if (!lastPiece) {
                remember(done.rowCount());
                return null;
            }
            JoinNode.Kind kind = node.kind();
            Mask wanted = matched;
            if (kind == JoinNode.Kind.ANTI || kind.keepsLeft()) {
                accepted.resetAllSet(done.rowCount());
                accepted.andNot(matched);
                wanted = accepted;
            } else if (kind != JoinNode.Kind.SEMI) {
                return null;
            }
            if (wanted.cardinality() == 0) {
                return null;
            }
            Batch rows = done.compact(wanted, memory);
            return kind.testsOnly() ? rows : padded(rows);
        }
    }

    private void remember(int rows) {
        int base = Math.toIntExact(leftOffset);
        for (int row = 0; row < rows; row++) {
            if (matched.get(row)) {
                matchedBefore.set(base + row);
            }
        }
    }

    /** Left rows with NULL for all right columns; closes the rows. */
    private Batch padded(Batch rows) {
        try (rows) {
            Column[] columns = new Column[node.schema().getFields().size()];
            for (int i = 0; i < rows.columnCount(); i++) {
                columns[i] = rows.column(i).retain();
            }
            fillNulls(columns, rows.columnCount(), node.right().schema().getFields(), rows.rowCount());
            return new Batch(rows.rowCount(), columns);
        }
    }

    /** Returns the index after the last column that was filled. Closes all columns when it fails. */
    private int fillNulls(Column[] columns, int from, List<Field> fields, int rows) {
        int at = from;
        try {
            for (Field field : fields) {
                columns[at] = ConstantColumn.ofNull(field, rows, memory);
                at++;
            }
            return at;
        } catch (RuntimeException e) {
            closeAll(columns);
            throw e;
        }
    }

    private static void closeAll(Column[] columns) {
        Arrays.stream(columns).filter(column -> column != null).forEach(Column::close);
    }
}
