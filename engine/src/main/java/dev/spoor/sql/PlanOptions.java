/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.expr.EvalContext;
import dev.spoor.scan.Cancellation;

/**
 * How one statement is planned.
 *
 * @param queryStartMicros what {@code now()} means, in microseconds since 1970-01-01T00:00:00Z
 * @param evalContext for evaluating constant expressions; its memory is back where it was after planning
 * @param pruning whether conditions are pushed into scans; results are the same without
 * @param cancellation asked again and again, so that planning ends soon after somebody wants it to
 */
public record PlanOptions(long queryStartMicros, EvalContext evalContext, boolean pruning, Cancellation cancellation) {}
