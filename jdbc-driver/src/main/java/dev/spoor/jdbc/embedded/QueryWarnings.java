/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.scan.TimeCoverage;
import java.util.ArrayList;
import java.util.List;

/** What a user should be told about a query beside its rows. */
final class QueryWarnings {
    private QueryWarnings() {}

    /** What is known by now; after the last row and after the end, all. */
    static List<String> of(ResultStream query) {
        List<String> told = new ArrayList<>(query.notes());
        QueryStats stats = query.stats();
        if (stats.isIncomplete()) {
            long files = stats.scan().filesUnreadable();
            told.add(files + (files == 1 ? " file" : " files")
                    + " could not be read whole, so that rows may be missing; see sys.unreadable_files");
        }
        query.coverage().filter(TimeCoverage::isSuspicious).ifPresent(coverage -> told.add(coverage.text()));
        return List.copyOf(told);
    }
}
