/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.util.List;

/**
 * What checking a bundle found.
 *
 * @param title of the report in it
 * @param fingerprint of the key that signed it; empty if there is none
 * @param checks in order
 */
public record BundleReport(String title, String fingerprint, List<Check> checks) {
    public BundleReport {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was checked.
     *
     * @param name what, in a word or two
     * @param isGood whether it is as it should be
     * @param text what was found
     */
    public record Check(String name, boolean isGood, String text) {}

    /** Whether everything is as it should be. */
    public boolean isGood() {
        return checks.stream().allMatch(Check::isGood);
    }
}
