/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * The right to change the lake, held by one process at a time. It ends by itself when it is not renewed.
 *
 * @param holder who has it; a name nobody else uses
 */
public record LedgerLease(String holder) {}
