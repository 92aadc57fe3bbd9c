/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.jdbc.ResultColumn;
import java.util.List;

/**
 * Rows of a result.
 *
 * @param columns the result's; the same in each of its pages
 * @param rows one value for each column: Boolean, Integer, Long, Double, BigDecimal, String, byte[] or null; times as
 *     {@link dev.spoor.jdbc.EngineLink} counts them, days since 1970-01-01 of a DATE
 * @param isLast whether no more follow
 */
record Page(List<ResultColumn> columns, List<Object[]> rows, boolean isLast) {}
