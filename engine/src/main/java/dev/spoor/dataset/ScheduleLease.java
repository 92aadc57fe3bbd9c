/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * The right to run a schedule, held by one process at a time. It ends by itself when it is not renewed.
 *
 * @param schedule name of the schedule
 * @param holder who has it; a name nobody else uses
 * @param fence greater than that of every earlier holder: what an earlier one still tries is refused by it
 */
public record ScheduleLease(String schedule, String holder, long fence) {}
