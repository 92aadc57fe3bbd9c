/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.MetadataNode;
import dev.spoor.exec.MetadataNode.Question;
import dev.spoor.exec.MetadataNode.Total;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.scan.FileCondition;
import dev.spoor.scan.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;

/** Recognises aggregations over all rows of a table that the table may know without reading them. */
final class MetadataPlanning {
    private final Aggregate aggregate;
    private final List<Integer> wanted;
    private final Planned input;

    /** @param wanted positions of the calls that are planned */
    MetadataPlanning(Aggregate aggregate, List<Integer> wanted, Planned input) {
        this.aggregate = aggregate;
        this.wanted = wanted;
        this.input = input;
    }

    /** The same row as a step gives, from metadata if possible; the step itself if it never is. */
    PlanNode fromMetadata(PlanNode step) {
        if (!(input.node() instanceof ScanNode scan) || !isOfAllRows(scan.request())) {
            return step;
        }
        List<Question> questions = new ArrayList<>();
        for (int position : wanted) {
            Question question = questionOrNull(aggregate.getAggCallList().get(position), scan.request());
            if (question == null) {
                return step;
            }
            questions.add(question);
        }
        boolean fits = !questions.isEmpty()
                && questions.size() == step.schema().getFields().size();
        return fits ? new MetadataNode(scan.source(), questions, step) : step;
    }

    private static boolean isOfAllRows(ScanRequest request) {
        return request.constraint().isAll()
                && request.files() == FileCondition.ALL
                && request.filterOrNull() == null
                && request.rowLimit() == ScanRequest.NO_LIMIT;
    }

    private Question questionOrNull(AggregateCall call, ScanRequest request) {
        if (call.hasFilter() || call.isDistinct() || call.getArgList().size() > 1) {
            return null;
        }
        Total total =
                switch (call.getAggregation().getName().toLowerCase(Locale.ROOT)) {
                    case "count" -> Total.COUNT;
                    case "min" -> Total.LEAST;
                    case "max" -> Total.GREATEST;
                    default -> null;
                };
        if (total == null || call.getArgList().isEmpty()) {
            return total == Total.COUNT ? new Question(total, null) : null;
        }
        Integer index =
                input.layout().places().get(ColumnPath.whole(call.getArgList().get(0)));
        return index == null
                ? null
                : new Question(total, request.projection().columns().get(index));
    }
}
