/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Whole queries on a whole trail, each case in a process of its own, the answer checked before the clock counts.
 *
 * <p>{@link dev.spoor.bench.endtoend.EndToEnd} makes the trail and the expected answers from the sample generator, runs
 * each case in a fresh JVM ({@link dev.spoor.bench.endtoend.CaseProcess}), compares, and prints medians and ratios.
 */
package dev.spoor.bench.endtoend;
