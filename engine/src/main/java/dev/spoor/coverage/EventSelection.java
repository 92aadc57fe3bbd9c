/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which management events a trail records, as {@code PutEventSelectors} says, which replaces all that was said before.
 * Source: CloudTrail API reference, EventSelector and AdvancedEventSelector.
 *
 * @param hasReads whether calls that only read are recorded, at least some
 * @param hasWrites whether other calls are
 * @param isPartial whether some of these are left out by service, name or otherwise
 */
record EventSelection(boolean hasReads, boolean hasWrites, boolean isPartial) {
    private static final String MANAGEMENT = "Management";
    private static final String CATEGORY = "eventCategory";
    private static final String READ_ONLY = "readOnly";

    /** What one selector takes of the management events. */
    private record Part(boolean hasReads, boolean hasWrites, boolean isWhole) {}

    /**
     * Reads what a call said.
     *
     * @param selectorsOrNull {@code eventSelectors}, as JSON
     * @param advancedOrNull {@code advancedEventSelectors}, as JSON; one of the two is given
     * @return empty when neither is a list that can be read
     */
    static Optional<EventSelection> of(String selectorsOrNull, String advancedOrNull) {
        List<?> advanced = listOrNull(advancedOrNull);
        List<?> plain = listOrNull(selectorsOrNull);
        if (plain == null && advanced == null) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (Object selector : plain == null ? List.of() : plain) {
            if (selector instanceof Map<?, ?> members && !"false".equals(members.get("includeManagementEvents"))) {
                Object type = members.get("readWriteType");
                boolean isWhole =
                        !(members.get("excludeManagementEventSources") instanceof List<?> sources) || sources.isEmpty();
                parts.add(new Part(!"WriteOnly".equals(type), !"ReadOnly".equals(type), isWhole));
            }
        }
        for (Object selector : advanced == null ? List.of() : advanced) {
            if (selector instanceof Map<?, ?> members && members.get("fieldSelectors") instanceof List<?> fields) {
                ofFields(fields).ifPresent(parts::add);
            }
        }
        boolean hasReads = parts.stream().anyMatch(Part::hasReads);
        boolean hasWrites = parts.stream().anyMatch(Part::hasWrites);
        boolean hasAllReads = parts.stream().anyMatch(part -> part.hasReads && part.isWhole);
        boolean hasAllWrites = parts.stream().anyMatch(part -> part.hasWrites && part.isWhole);
        return Optional.of(
                new EventSelection(hasReads, hasWrites, hasReads && !hasAllReads || hasWrites && !hasAllWrites));
    }

    /** Empty for a selector of other events. */
    private static Optional<Part> ofFields(List<?> fields) {
        boolean isManagement = false;
        boolean isWhole = true;
        boolean hasReads = true;
        boolean hasWrites = true;
        for (Object each : fields) {
            Map<?, ?> field = each instanceof Map<?, ?> members ? members : Map.of();
            List<?> equal = field.get("equals") instanceof List<?> values ? values : List.of();
            if (CATEGORY.equals(field.get("field"))) {
                isManagement = equal.contains(MANAGEMENT);
            } else if (READ_ONLY.equals(field.get("field")) && !equal.isEmpty()) {
                hasReads = equal.contains("true");
                hasWrites = equal.contains("false");
            } else {
                isWhole = false;
            }
        }
        return isManagement ? Optional.of(new Part(hasReads, hasWrites, isWhole)) : Optional.empty();
    }

    private static List<?> listOrNull(String jsonOrNull) {
        if (jsonOrNull == null) {
            return null;
        }
        byte[] text = ("{\"list\":" + jsonOrNull + "}").getBytes(StandardCharsets.UTF_8);
        try {
            return JsonTree.object(text, text.length).get("list") instanceof List<?> list ? list : null;
        } catch (MalformedJsonException e) {
            return null; // cut off in the record: what it said is not known
        }
    }
}
