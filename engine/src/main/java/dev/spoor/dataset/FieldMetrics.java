/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * What a data file knows about one stored leaf field. Bounds are values as the engine's constants hold them: Boolean,
 * Integer (INTEGER, DATE days), Long (BIGINT, TIMESTAMP micros), Double, BigDecimal, String, byte[]. A bound may lie
 * outside of the values, never inside.
 *
 * @param sizeBytes stored bytes of the field in the file
 * @param valueCount values, NULLs included; a list counts its elements
 * @param nullCount NULLs
 * @param lowerOrNull not greater than any value; null when unknown or when all are NULL
 * @param upperOrNull not less than any value; null when unknown or when all are NULL
 */
public record FieldMetrics(long sizeBytes, long valueCount, long nullCount, Object lowerOrNull, Object upperOrNull) {}
