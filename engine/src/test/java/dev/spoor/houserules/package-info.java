/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * The house style as a machine: rules over the parsed sources and the pages of this repository.
 *
 * <p>{@link dev.spoor.houserules.HouseRule} judges one file, {@link dev.spoor.houserules.Repository} finds and parses
 * them with the compiler's own parser, and {@code dev.spoor.HouseRulesTest} holds the tables and runs everything. A
 * rule is worth nothing unless it can fail, so each has a bad sample in that test.
 */
package dev.spoor.houserules;
