/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The function library: one file per function with its documentation and runnable examples inside, in a sub-folder per
 * category. {@link dev.spoor.function.FunctionLibrary} lists them; the front end, the SQL reference and the tests are
 * made from that list.
 */
package dev.spoor.function;
