/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.source.KeyPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The partition columns of an Athena table: what each is called, and how it is made of the keys of files. Written as the
 * name of a published scheme, as a path of parts ({@code {region}/{yyyy}/{MM}/{dd}}: each part a column of its usual
 * name), or column by column ({@code region={region},dt={yyyy}-{MM}-{dd}}).
 *
 * @param columns in order
 */
public record PartitionScheme(List<PartitionColumn> columns) {
    /** A table without partition columns. */
    public static final PartitionScheme NONE = new PartitionScheme(List.of());

    private static final String DAY = "{yyyy}/{MM}/{dd}";

    /** Published schemes, as they would be written column by column. */
    private static final Map<String, String> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("manual", "region={region},year={yyyy},month={MM},day={dd}");
        NAMED.put("projection", "timestamp=" + DAY);
        NAMED.put("organization", "account={account},region={region},year={yyyy},month={MM},day={dd}");
        NAMED.put("perimeter", "p_account={account},p_region={region},p_date=" + DAY);
        NAMED.put("bootstrap", "account_partition={account},region_partition={region},date_partition=" + DAY);
        NAMED.put("central", "date=" + DAY);
        NAMED.put("community", "dt=" + DAY + ",day={date},account_id={account}");
    }

    private static final String NONE_NAME = "none";

    /** What the columns of a path of parts are called. */
    private static final Map<String, String> USUAL_NAMES =
            Map.of("yyyy", "year", "MM", "month", "dd", "day", "date", "date");

    /**
     * One column.
     *
     * @param name as declared; matches in any letter case
     */
    public record PartitionColumn(String name, KeyPattern pattern) {}

    public PartitionScheme {
        columns = List.copyOf(columns);
    }

    /** What a table has of which nothing else is said: the columns of the table in Athena's own manual. */
    public static PartitionScheme standard() {
        return parse("manual");
    }

    /** Names of the published schemes. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(NAMED.keySet());
        names.add(NONE_NAME);
        return names;
    }

    /** The published schemes that have a column of this name, in any letter case. */
    public static List<String> withColumn(String name) {
        return NAMED.keySet().stream()
                .filter(scheme -> parse(scheme).column(name).isPresent())
                .toList();
    }

    /** By name in any letter case. */
    public Optional<PartitionColumn> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** @throws EngineException INVALID_CONFIGURATION */
    public static PartitionScheme parse(String text) {
        String known = text.trim().toLowerCase(Locale.ROOT);
        if (known.equals(NONE_NAME)) {
            return NONE;
        }
        if (NAMED.containsKey(known)) {
            return columnByColumn(NAMED.get(known));
        }
        if (text.indexOf('=') >= 0) {
            return columnByColumn(text);
        }
        if (text.indexOf('{') >= 0) {
            return pathOfParts(text);
        }
        EngineException error = new EngineException(
                ErrorCode.INVALID_CONFIGURATION, "there is no partition scheme '" + text.trim() + "'");
        NearestName.of(known, names()).ifPresent(near -> error.advise("did you mean '" + near + "'?"));
        throw error.advise("schemes are " + String.join(", ", names())
                + ", or write columns: region={region},dt={yyyy}-{MM}-{dd}");
    }

    private static PartitionScheme columnByColumn(String text) {
        List<PartitionColumn> columns = new ArrayList<>();
        for (String column : text.split(",", -1)) {
            int equals = column.indexOf('=');
            String name = equals < 0 ? "" : column.substring(0, equals).trim();
            if (name.isEmpty()) {
                throw new EngineException(
                                ErrorCode.INVALID_CONFIGURATION,
                                "'" + column.trim() + "' is no partition column in '" + text + "'")
                        .advise("write name={part}, such as dt={yyyy}/{MM}/{dd}");
            }
            columns.add(new PartitionColumn(
                    name, KeyPattern.parse(column.substring(equals + 1).trim())));
        }
        return checked(columns, text);
    }

    private static PartitionScheme pathOfParts(String text) {
        List<PartitionColumn> columns = new ArrayList<>();
        for (String folder : text.trim().split("/", -1)) {
            KeyPattern pattern = KeyPattern.parse(folder);
            boolean isOnePart = folder.startsWith("{") && folder.indexOf('}') == folder.length() - 1;
            if (!isOnePart) {
                throw new EngineException(
                                ErrorCode.INVALID_CONFIGURATION,
                                "'" + folder + "' in '" + text + "' is more than one part of a key")
                        .advise("give the column a name: dt=" + folder);
            }
            String part = folder.substring(1, folder.length() - 1);
            columns.add(new PartitionColumn(USUAL_NAMES.getOrDefault(part, part), pattern));
        }
        return checked(columns, text);
    }

    private static PartitionScheme checked(List<PartitionColumn> columns, String text) {
        Set<String> names = new HashSet<>();
        for (PartitionColumn column : columns) {
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new EngineException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "the partition column '" + column.name() + "' is there twice in '" + text + "'");
            }
        }
        return new PartitionScheme(columns);
    }
}
