/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** ROW(...): its inputs as one value. Never NULL. */
public final class RowOf {
    private RowOf() {}

    /** @param field a ROW with as many fields as there are inputs, of their types */
    public static VectorExpr of(List<VectorExpr> inputs, Field field) {
        return RowExpr.nullAware(field, inputs, (in, out) -> {
            List<Object> fields = new ArrayList<>(in.count());
            for (int i = 0; i < in.count(); i++) {
                fields.add(in.getObject(i));
            }
            out.setObject(fields);
        });
    }
}
