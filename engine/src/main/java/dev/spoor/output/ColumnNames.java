/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Names of columns for formats in which each may occur once. */
public final class ColumnNames {
    private ColumnNames() {}

    /** The same names; those that came before get a number, {@code a_2}, that makes no name of another column. */
    static List<String> distinct(List<String> names) {
        return distinct(names, UnaryOperator.identity());
    }

    /** As above, for places where names are the same in any letter case. */
    public static List<String> distinctInAnyCase(List<String> names) {
        return distinct(names, name -> name.toLowerCase(Locale.ROOT));
    }

    private static List<String> distinct(List<String> names, UnaryOperator<String> key) {
        Set<String> given = new HashSet<>();
        names.forEach(name -> given.add(key.apply(name)));
        Set<String> used = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (String wanted : names) {
            String name = wanted;
            for (int number = 2; !used.add(key.apply(name)); number++) {
                String numbered = wanted + "_" + number;
                name = given.contains(key.apply(numbered)) ? name : numbered;
            }
            all.add(name);
        }
        return all;
    }
}
