/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions of Trino that this engine leaves out on purpose, by family, with the reason that a user is told. */
public final class LeftOut {
    /** A family, told by how the names of its functions begin. */
    private record Family(String prefix, String reason) {}

    private static final String GEOSPATIAL = "geospatial functions are left out: audit logs have no shapes";
    private static final String LEARNING = "machine learning functions are left out";
    private static final String SKETCHES =
            "functions of stored sketches are left out; approx_distinct and approx_percentile work on the logs themselves";
    private static final String TERADATA =
            "functions of Teradata's dialect are left out; use date_format and date_parse";

    private static final List<Family> FAMILIES = List.of(
            new Family("st_", GEOSPATIAL),
            new Family("bing_tile", GEOSPATIAL),
            new Family("geometry_", GEOSPATIAL),
            new Family("to_geometry", GEOSPATIAL),
            new Family("to_spherical_geography", GEOSPATIAL),
            new Family("from_geojson_geometry", GEOSPATIAL),
            new Family("to_geojson_geometry", GEOSPATIAL),
            new Family("great_circle_distance", GEOSPATIAL),
            new Family("spatial_partition", GEOSPATIAL),
            new Family("learn_", LEARNING),
            new Family("classify", LEARNING),
            new Family("regress", LEARNING),
            new Family("features", LEARNING),
            new Family("qdigest_", SKETCHES),
            new Family("tdigest_", SKETCHES),
            new Family("value_at_quantile", SKETCHES),
            new Family("values_at_quantiles", SKETCHES),
            new Family("quantile_at_value", SKETCHES),
            new Family("make_set_digest", SKETCHES),
            new Family("merge_set_digest", SKETCHES),
            new Family("intersection_cardinality", SKETCHES),
            new Family("jaccard_index", SKETCHES),
            new Family("hash_counts", SKETCHES),
            new Family("approx_set", SKETCHES),
            new Family("empty_approx_set", SKETCHES),
            new Family("merge", SKETCHES),
            new Family("word_stem", "stems of words of natural languages are left out: audit logs hold names"),
            new Family("objectid", "functions of MongoDB's object ids are left out"),
            new Family("to_char", TERADATA),
            new Family("to_date", TERADATA),
            new Family("to_timestamp", TERADATA),
            new Family("char2hexint", TERADATA));

    private LeftOut() {}

    /** How the names of what is left out begin, by reason, for the documentation. */
    public static Map<String, List<String>> namesByReason() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        FAMILIES.forEach(family -> names.computeIfAbsent(family.reason, reason -> new ArrayList<>())
                .add(family.prefix));
        return names;
    }

    /** Why there is no function of that name, if that is on purpose. */
    public static Optional<String> reason(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(family -> lower.startsWith(family.prefix))
                .map(Family::reason)
                .findFirst();
    }
}
