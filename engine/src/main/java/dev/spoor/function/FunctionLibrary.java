/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.function.aggregate.AggregateFunctions;
import dev.spoor.function.aws.AwsFunctions;
import dev.spoor.function.binary.BinaryFunctions;
import dev.spoor.function.collection.CollectionFunctions;
import dev.spoor.function.conditional.ConditionalFunctions;
import dev.spoor.function.json.JsonFunctions;
import dev.spoor.function.math.MathFunctions;
import dev.spoor.function.net.NetFunctions;
import dev.spoor.function.regexp.RegexpFunctions;
import dev.spoor.function.string.StringFunctions;
import dev.spoor.function.time.TimeFunctions;
import dev.spoor.function.window.WindowFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All functions by name, in any letter case. Immutable; shared by all threads. */
public final class FunctionLibrary {
    private final List<ScalarFunction> scalars;
    private final List<AggregateFunction> aggregates;
    private final Map<String, ScalarFunction> scalarsByName = new HashMap<>();
    private final Map<String, AggregateFunction> aggregatesByName = new HashMap<>();

    public FunctionLibrary(List<ScalarFunction> scalars, List<AggregateFunction> aggregates) {
        this.scalars = List.copyOf(scalars);
        this.aggregates = List.copyOf(aggregates);
        for (ScalarFunction function : scalars) {
            function.doc().names().forEach(name -> scalarsByName.put(name.toLowerCase(Locale.ROOT), function));
        }
        for (AggregateFunction function : aggregates) {
            function.doc().names().forEach(name -> aggregatesByName.put(name.toLowerCase(Locale.ROOT), function));
        }
    }

    /** The functions of the engine. */
    public static FunctionLibrary standard() {
        List<ScalarFunction> scalars = new ArrayList<>();
        scalars.addAll(AwsFunctions.all());
        scalars.addAll(BinaryFunctions.all());
        scalars.addAll(CollectionFunctions.all());
        scalars.addAll(ConditionalFunctions.all());
        scalars.addAll(JsonFunctions.all());
        scalars.addAll(MathFunctions.all());
        scalars.addAll(NetFunctions.all());
        scalars.addAll(RegexpFunctions.all());
        scalars.addAll(StringFunctions.all());
        scalars.addAll(TimeFunctions.all());
        return new FunctionLibrary(scalars, AggregateFunctions.all());
    }

    public Optional<ScalarFunction> scalar(String name) {
        return Optional.ofNullable(scalarsByName.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<AggregateFunction> aggregate(String name) {
        return Optional.ofNullable(aggregatesByName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Functions of a row's place in its window, such as rank. */
    public Optional<WindowFunction> window(String name) {
        return windows().stream()
                .filter(w -> w.doc().names().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    public List<WindowFunction> windows() {
        return WindowFunctions.all();
    }

    public List<ScalarFunction> scalars() {
        return scalars;
    }

    public List<AggregateFunction> aggregates() {
        return aggregates;
    }
}
