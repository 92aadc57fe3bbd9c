/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.houserules;

import java.util.function.Consumer;

/** One rule about one Java file. Stateless. */
@FunctionalInterface
public interface HouseRule {

    /** Reports each violation as one sentence that names the place. */
    void check(JavaSource source, Consumer<String> violations);
}
