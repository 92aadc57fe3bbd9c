/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.sql.text.NamedParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A question of a pack: a statement whose rows are the evidence.
 *
 * @param id unique in its pack; names its files
 * @param title a few words
 * @param controls where the framework asks it
 * @param text what it looks for and why, in plain words
 * @param advice what to do about rows; may be empty
 * @param thresholds the least number of rows of each severity; empty for evidence that is never a finding
 * @param columns what the page shows of the result, in that order; empty for all
 * @param chart what is drawn
 * @param sql the statement, with {@code :name} for its parameters
 * @param origin file that it was read from
 */
public record Question(
        String id,
        String title,
        List<Control> controls,
        String text,
        String advice,
        Map<Severity, Long> thresholds,
        List<String> columns,
        Chart chart,
        String sql,
        String origin) {
    private static final Pattern ABOUT_FILES =
            Pattern.compile("\\bsys\\s*\\.|\\bcoverage\\s*\\(", Pattern.CASE_INSENSITIVE);

    public Question {
        controls = List.copyOf(controls);
        thresholds = Map.copyOf(thresholds);
        columns = List.copyOf(columns);
    }

    /** What so many rows amount to; {@link Severity#INFO} for no finding. */
    public Severity judge(long rows) {
        Severity worst = Severity.INFO;
        for (Map.Entry<Severity, Long> each : new TreeMap<>(thresholds).entrySet()) {
            worst = rows >= each.getValue() ? each.getKey() : worst;
        }
        return worst;
    }

    /** Whether any number of rows is a finding. */
    public boolean mayFind() {
        return !thresholds.isEmpty();
    }

    /** The number of its control in an edition; empty if that edition does not ask it. */
    public Optional<String> control(String edition) {
        return controls.stream()
                .filter(control -> control.isIn(edition))
                .map(Control::number)
                .findFirst();
    }

    /**
     * Whether it asks what is known about the files, not what is in them: what was verified and read before. Elsewhere that is known
     * otherwise, and it is known best when everything else has been asked.
     */
    public boolean isAboutFiles() {
        return ABOUT_FILES.matcher(sql).find();
    }

    /** The parameters that it uses. */
    public List<String> used() {
        return NamedParameters.names(sql);
    }
}
