/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.Verification;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a verification found.
 *
 * @param kind of a closed set
 * @param chain whose digests it is about; empty when it is about files of no chain
 * @param account whose files; empty when unknown
 * @param region of which region; empty when unknown
 * @param time that it is about; empty when unknown
 * @param file address of the file that it is about, as it is found or, when it is missing, as its digest names it
 * @param files how many files it is about
 * @param text what was found, in words
 */
public record Finding(
        FindingKind kind,
        Optional<ChainName> chain,
        Optional<String> account,
        Optional<String> region,
        Optional<Period> time,
        Optional<String> file,
        long files,
        String text) {
    public Finding {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(text, "text is null");
    }

    /**
     * A time, microseconds since 1970, UTC.
     *
     * @param fromMicros begin
     * @param untilMicros end
     */
    public record Period(long fromMicros, long untilMicros) {
        boolean covers(Period other) {
            return fromMicros <= other.fromMicros && other.untilMicros <= untilMicros;
        }

        boolean meets(Period other) {
            return fromMicros <= other.untilMicros && other.fromMicros <= untilMicros;
        }
    }

    /** About one file of a chain. */
    static Finding of(FindingKind kind, ChainName chain, Period time, String file, String text) {
        return of(kind, chain, time, Optional.of(file), 1, text);
    }

    /** About files of a chain. */
    static Finding of(FindingKind kind, ChainName chain, Period time, Optional<String> file, long files, String text) {
        return new Finding(
                kind,
                Optional.of(chain),
                Optional.of(chain.account()),
                Optional.of(chain.region()),
                Optional.ofNullable(time),
                file,
                files,
                text);
    }

    /** As the books keep it. */
    Verification.Noted noted() {
        return new Verification.Noted(
                kind.label(),
                kind.isProblem(),
                account.orElse(null),
                region.orElse(null),
                chain.map(ChainName::trail).orElse(null),
                time.map(Period::fromMicros).orElse(null),
                time.map(Period::untilMicros).orElse(null),
                file.orElse(null),
                files,
                text);
    }
}
