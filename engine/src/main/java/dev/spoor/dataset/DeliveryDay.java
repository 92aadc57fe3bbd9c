/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.OptionalInt;

/** Tells on which day log files were delivered. */
@FunctionalInterface
public interface DeliveryDay {
    /** The day that the key of a file names, in days since 1970; empty when it names none. */
    OptionalInt of(String key);
}
