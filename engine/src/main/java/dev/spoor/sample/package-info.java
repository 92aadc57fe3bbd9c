/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * A seeded generator of realistic CloudTrail logs. It serves the demo, the tests and the benchmarks, so that all three
 * speak about the same kind of data.
 *
 * <p>{@link dev.spoor.sample.SampleTrail} is the door. A {@link dev.spoor.sample.SampleSpec} says how much and how nasty;
 * the trail answers with {@link dev.spoor.sample.SampleFile}s: a key in CloudTrail's layout, the gzip bytes under it, and
 * the {@link dev.spoor.sample.SampleEvent}s inside it as plain values. Those values are the truth a test compares with:
 * nothing has to be parsed to know what an answer should be.
 *
 * <pre>
 *   (account, day) unit: Cast (who is there) -> Sessions (what they do) -> SampleEvents -> Delivery (which file, when)
 * </pre>
 *
 * <p>Units are independent: each draws from its own random stream, so files can be made in any order and on any number
 * of threads and are still the same bytes. The proportions (who calls what, which errors, how large, how late, how often
 * twice) follow counts over real published logs. All names, accounts, addresses and keys are invented; addresses come
 * from the ranges reserved for documentation.
 *
 * <p>Imports nothing but the JDK.
 */
package dev.spoor.sample;
