/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What of an answer fulfils the condition of an alert. */
final class AlertFindings {
    private final AlertEntry alert;

    AlertFindings(AlertEntry alert) {
        this.alert = alert;
    }

    /** The findings of an answer, by hash, in the order of the rows. */
    Map<String, NewFinding> of(AlertRows answer) {
        AlertCondition condition = alert.condition();
        List<String> columns = answer.columns();
        Map<String, NewFinding> found = new LinkedHashMap<>();
        if (condition.column().isPresent() || condition.isAnyRow()) {
            int compared = condition
                    .column()
                    .map(name -> position(columns, name, "when"))
                    .orElse(-1);
            List<Integer> key = key(columns, compared);
            for (List<String> row : answer.rows()) {
                if (compared < 0 || holds(row.get(compared))) {
                    NewFinding finding = NewFinding.of(columns, key, group(columns, key), List.of(row));
                    found.putIfAbsent(finding.hash(), finding);
                }
            }
            return found;
        }
        List<Integer> key = positions(columns, alert.key(), "key");
        for (List<List<String>> members : groups(answer, key)) {
            // of an answer that is cut the whole count is known only where it is not divided
            long count = key.isEmpty() ? answer.count() : members.size();
            if (condition.holds(BigDecimal.valueOf(count))) {
                NewFinding finding = NewFinding.of(columns, key, group(columns, key), members);
                found.put(finding.hash(), finding);
            }
        }
        return found;
    }

    /** All rows where there is no key, even if there are none. */
    private static List<List<List<String>>> groups(AlertRows answer, List<Integer> key) {
        if (key.isEmpty()) {
            return List.of(answer.rows());
        }
        Map<List<String>, List<List<String>>> groups = new LinkedHashMap<>();
        for (List<String> row : answer.rows()) {
            List<String> values = new ArrayList<>();
            key.forEach(at -> values.add(row.get(at)));
            groups.computeIfAbsent(values, each -> new ArrayList<>()).add(row);
        }
        return List.copyOf(groups.values());
    }

    /** @param compared position of the column whose number decides; -1 for none */
    private List<Integer> key(List<String> columns, int compared) {
        return alert.key().isEmpty()
                ? IntStream.range(0, columns.size())
                        .filter(at -> at != compared)
                        .boxed()
                        .toList()
                : positions(columns, alert.key(), "key");
    }

    private List<Integer> group(List<String> columns, List<Integer> key) {
        return alert.suppressBy().isEmpty() ? key : positions(columns, alert.suppressBy(), "suppress-by");
    }

    private List<Integer> positions(List<String> columns, List<String> names, String entry) {
        return names.stream().map(name -> position(columns, name, entry)).toList();
    }

    private int position(List<String> columns, String name, String entry) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        throw new EngineException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "the answer of the alert " + alert.name() + " has no column '" + name + "', which '" + entry
                                + "' names")
                .advise(NearestName.of(name, columns)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("it has " + String.join(", ", columns)));
    }

    private boolean holds(String valueOrNull) {
        if (valueOrNull == null) {
            return false;
        }
        try {
            return alert.condition().holds(new BigDecimal(valueOrNull));
        } catch (NumberFormatException e) {
            throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION,
                            "'" + valueOrNull + "' in the column "
                                    + alert.condition().column().orElse("") + " of the alert " + alert.name()
                                    + " is no number")
                    .advise("let 'when' name a column of numbers");
        }
    }
}
