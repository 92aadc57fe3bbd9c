/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.Cast;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Literal;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.ResultType;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Types of elements, and arguments brought to them. */
final class Elements {
    private Elements() {}

    static Field of(Field array) {
        return array.getChildren().get(0);
    }

    /** The element type of an array and a single value together. */
    static Field common(Field array, Field value) {
        return CommonType.of(of(array), value);
    }

    /** An array and a single value, cast to one element type. */
    static List<VectorExpr> arrayAndValue(List<VectorExpr> arguments) {
        Field element = of(arguments.get(0).field());
        Field common = Literal.isNull(arguments.get(1))
                ? element
                : CommonType.of(element, arguments.get(1).field());
        List<VectorExpr> cast = new ArrayList<>();
        cast.add(Cast.of(arguments.get(0), SqlTypes.array("array", common), Cast.Mode.CAST));
        cast.add(Cast.of(arguments.get(1), common, Cast.Mode.CAST));
        return cast;
    }

    /** The common type of the first two arguments. */
    static ResultType commonOfFirstTwo() {
        return arguments -> CommonType.of(arguments.get(0), arguments.get(1));
    }
}
