/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.RegisterResult;
import dev.spoor.lifecycle.Arrivals.Kind;
import dev.spoor.store.ObjectFeed.Notice;
import java.util.Map;

/**
 * What a feed told in a stretch of time.
 *
 * @param notices that came
 * @param repeats of them that were in work already
 * @param acknowledged notices whose objects are all in the lake, or need not be
 * @param unknown notices that were not understood as a whole
 * @param failed objects that could not be looked at
 * @param others notices' objects that hold neither events nor digests
 * @param elsewhere notices' objects that lie in none of the places with logs
 * @param registered what the objects were to the ledger; {@code listed} counts looks at files that are there
 */
public record IngestionCounts(
        long notices,
        long repeats,
        long acknowledged,
        long unknown,
        long failed,
        long others,
        long elsewhere,
        RegisterResult registered) {
    static final IngestionCounts NONE = new IngestionCounts(0, 0, 0, 0, 0, 0, 0, new RegisterResult(0, 0, 0, 0));

    IngestionCounts plus(Notice notice, Map<String, Kind> kinds, boolean isRepeat) {
        long othersNow = others;
        long elsewhereNow = elsewhere;
        for (String address : notice.addresses()) {
            Kind kind = kinds.get(address);
            othersNow += kind == Kind.OTHER ? 1 : 0;
            elsewhereNow += kind == Kind.ELSEWHERE ? 1 : 0;
        }
        return new IngestionCounts(
                notices + 1,
                repeats + (isRepeat ? 1 : 0),
                acknowledged,
                unknown + (notice.problem().isPresent() ? 1 : 0),
                failed,
                othersNow,
                elsewhereNow,
                registered);
    }

    IngestionCounts plusAcknowledged(int more) {
        return new IngestionCounts(
                notices, repeats, acknowledged + more, unknown, failed, others, elsewhere, registered);
    }

    IngestionCounts plusFailed() {
        return new IngestionCounts(notices, repeats, acknowledged, unknown, failed + 1, others, elsewhere, registered);
    }

    IngestionCounts with(RegisterResult other) {
        return new IngestionCounts(notices, repeats, acknowledged, unknown, failed, others, elsewhere, other);
    }
}
