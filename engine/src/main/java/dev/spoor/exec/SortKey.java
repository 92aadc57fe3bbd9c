/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

/**
 * One key of an order.
 *
 * @param column index in the input
 * @param ascending least first
 * @param nullsFirst where NULL goes
 */
public record SortKey(int column, boolean ascending, boolean nullsFirst) {}
