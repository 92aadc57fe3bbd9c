/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Window functions: of a row's place among the rows of its window. {@link dev.spoor.function.window.WindowFunctions}
 * lists them.
 */
package dev.spoor.function.window;
