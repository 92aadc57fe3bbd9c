/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** ARRAY[...]: its inputs as a list. Never NULL. */
public final class ArrayOf {
    private ArrayOf() {}

    /** @param field an ARRAY whose element is of the inputs' type */
    public static VectorExpr of(List<VectorExpr> inputs, Field field) {
        if (inputs.isEmpty()) {
            return Literal.of(field, List.of());
        }
        return RowExpr.nullAware(field, inputs, (in, out) -> {
            List<Object> items = new ArrayList<>(in.count());
            for (int i = 0; i < in.count(); i++) {
                items.add(in.getObject(i));
            }
            out.setObject(items);
        });
    }
}
