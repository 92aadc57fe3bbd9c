/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.util.Objects;

/**
 * A pack to be answered.
 *
 * @param sink takes all rows of this pack
 */
public record ReportOrder(ReportPack pack, ReportRequest request, EvidenceSink sink) {
    public ReportOrder {
        Objects.requireNonNull(pack, "pack is null");
        Objects.requireNonNull(request, "request is null");
        Objects.requireNonNull(sink, "sink is null");
    }
}
