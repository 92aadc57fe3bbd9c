/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The function library: one file per function, or per family that differs by a constant, with its documentation and
 * runnable examples inside, in a sub-folder per category. {@link dev.spoor.function.FunctionLibrary} lists them; the front
 * end, the SQL reference and the tests are made from that list.
 *
 * <p>How to add a scalar function:
 *
 * <ol>
 *   <li>Write a class with one static method that returns a {@link dev.spoor.function.ScalarFunction}, put together by
 *       {@link dev.spoor.function.SimpleFunction}: names, category, sentence, examples (one with NULL, one with text that
 *       is not ASCII), and a form for each signature in the words of {@link dev.spoor.function.Types}.
 *   <li>Choose the form: {@code total} if no argument can make it fail, {@code form} if one can, {@code scratch} for
 *       buffers kept between rows, {@code nullAware} to see NULL arguments, {@code bound} to look at types and literals.
 *       The row function reads {@link dev.spoor.expr.Arguments} and sets a {@link dev.spoor.expr.ValueWriter}; set
 *       nothing for NULL. Constants and dictionary columns need no care: a function sees each distinct value once.
 *   <li>Name the method in the list of its package, such as {@link dev.spoor.function.string.StringFunctions}. Nobody
 *       reminds you of this step. FunctionLibraryTest runs the examples; FunctionShapesTest compares the shapes.
 * </ol>
 */
package dev.spoor.function;
