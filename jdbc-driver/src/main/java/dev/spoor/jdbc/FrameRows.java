/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.MissingResultsException;
import org.apache.calcite.avatica.NoSuchStatementException;

/**
 * The rows of a result, frame by frame. A frame is fetched when somebody asks whether there is a row behind the one before; Avatica's
 * own iterator fetches it before it gives that one, which may take as long as the rest of the query. One thread.
 */
final class FrameRows implements Iterable<Object>, Iterator<Object> {
    private final Meta meta;
    private final Meta.StatementHandle statement;
    private final int frameRowsMax;
    private Meta.Frame frame;
    private Iterator<Object> rows;
    private long given;

    FrameRows(Meta meta, Meta.StatementHandle statement, Meta.Frame first, int frameRowsMax) {
        this.meta = meta;
        this.statement = statement;
        this.frameRowsMax = frameRowsMax;
        this.frame = first;
        this.rows = first.rows.iterator();
    }

    @Override
    public Iterator<Object> iterator() {
        return this;
    }

    /** Whether the next row is here, or it is known that there is none. */
    boolean isNextAtHand() {
        return rows.hasNext() || frame.done;
    }

    @Override
    public boolean hasNext() {
        while (!isNextAtHand()) {
            try {
                frame = meta.fetch(statement, given, frameRowsMax);
            } catch (NoSuchStatementException | MissingResultsException e) {
                throw new LinkFailure(SqlFailures.of(e));
            }
            if (frame == null) {
                frame = Meta.Frame.EMPTY;
            }
            rows = frame.rows.iterator();
        }
        return rows.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given++;
        return rows.next();
    }
}
