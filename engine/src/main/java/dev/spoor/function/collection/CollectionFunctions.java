/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class CollectionFunctions {
    private CollectionFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                ElementAt.function(),
                Cardinality.function(),
                MapParts.keys(),
                MapParts.values(),
                MapParts.concat(),
                MapParts.entries(),
                MapParts.fromEntries(),
                MapParts.map(),
                ArraySearch.contains(),
                ArraySearch.position(),
                ArraySearch.overlap(),
                ArrayJoin.function(),
                ArrayOrder.sort(),
                ArrayOrder.max(),
                ArrayOrder.min(),
                ArraySets.distinct(),
                ArraySets.union(),
                ArraySets.intersect(),
                ArraySets.except(),
                ArraySets.remove(),
                ArrayShape.slice(),
                ArrayShape.flatten(),
                ArrayShape.repeat(),
                ArrayShape.sequence(),
                ArrayShapes.zip(),
                ArrayShapes.trimArray(),
                ArrayShapes.containsSequence(),
                ArrayShapes.ngrams(),
                ArrayShapes.combinations(),
                SplitMaps.map(),
                SplitMaps.multimap(),
                SplitMaps.fromEntries(),
                ArrayLambdas.filter(),
                ArrayLambdas.transform(),
                ArrayLambdas.anyMatch(),
                ArrayLambdas.allMatch(),
                ArrayLambdas.noneMatch(),
                ArrayLambdas.zipWith(),
                ArrayLambdas.reduce(),
                MapLambdas.filter(),
                MapLambdas.transformKeys(),
                MapLambdas.transformValues(),
                MapLambdas.zipWith(),
                ArrayShuffle.function());
    }
}
