/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The one exception of the engine, its codes, and the place in the SQL it points at.
 *
 * <p>Every failure that a user can see is an {@link dev.spoor.error.EngineException}: a code that says whose fault it
 * is and what can be done, a message that says what happened, where, and what to do, the place in the SQL text when
 * there is one, and context (object key, byte offset, column) added while the stack unwinds. This room imports nothing.
 */
package dev.spoor.error;
