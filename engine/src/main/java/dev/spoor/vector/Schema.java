/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The columns of batches: names and types, by index. Immutable; equal to one with equal fields in the same order. Arrow's
 * class of this name readies a JSON mapper when it is loaded, which would be a tenth of a one-shot command's time;
 * {@link #toArrow} is for who hands batches to Arrow itself.
 */
public final class Schema {
    private final List<Field> fields;

    public Schema(Iterable<Field> fields) {
        this.fields = copy(fields);
    }

    private static List<Field> copy(Iterable<Field> fields) {
        List<Field> copy = new ArrayList<>();
        fields.forEach(copy::add);
        return List.copyOf(copy);
    }

    /** In order. */
    public List<Field> getFields() {
        return fields;
    }

    /** The first field of a name, in its letter case; throws IllegalArgumentException when there is none. */
    public Field findField(String name) {
        Optional<Field> found =
                fields.stream().filter(field -> field.getName().equals(name)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("no field " + name + " in " + fields));
    }

    /** As Arrow has it. */
    public org.apache.arrow.vector.types.pojo.Schema toArrow() {
        return new org.apache.arrow.vector.types.pojo.Schema(fields);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
