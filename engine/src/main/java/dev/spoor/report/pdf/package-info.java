/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * A report on paper: a PDF of pages in A4, made by Apache PDFBox from the same {@link dev.spoor.report.Report} as the HTML page.
 *
 * <pre>
 *   Report -> PdfReport  (what stands where)
 *             PdfTable   (widths of columns, rows over pages, headings on each)
 *             PdfPages   (from top to bottom, then the next page; what is drawn belongs to an element)
 *             PdfTags    (headings, lists, tables for readers who listen; bookmarks)
 *             LineBreaker, TypeFaces (text into lines of glyphs; Arabic and Hebrew from right to left)
 * </pre>
 *
 * <p>Text in the fonts that come with Spoor: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic. A character that they lack is
 * written by its number, {@code [U+4E2D]}, and counted on the last page: nothing is left out. Nothing of this package is loaded before
 * somebody wants a PDF.
 *
 * <p>Imports: {@code dev.spoor.report}, {@code dev.spoor.output}, {@code org.apache.pdfbox} and {@code org.apache.fontbox}.
 */
package dev.spoor.report.pdf;
