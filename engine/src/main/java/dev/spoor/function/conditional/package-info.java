/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** Choices between values, and what a value is. The door is {@link dev.spoor.function.conditional.ConditionalFunctions}. */
package dev.spoor.function.conditional;
