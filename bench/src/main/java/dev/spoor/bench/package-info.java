/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** Benchmarks: {@code endtoend} for whole queries, {@code micro} for the decoder, the kernels and the operators. */
package dev.spoor.bench;
