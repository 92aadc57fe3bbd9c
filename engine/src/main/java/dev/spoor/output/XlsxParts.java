/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a workbook beside its rows, and how text stands in all of them (ECMA-376 part 1). */
final class XlsxParts {
    static final String SHEET_NAME = "xl/worksheets/sheet1.xml";

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static final String TYPES = XML + "<Types xmlns=\"" + PACKAGE + "content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + CONTENT + "sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + CONTENT + "styles+xml\"/>"
            + "<Override PartName=\"/" + SHEET_NAME + "\" ContentType=\"" + CONTENT + "worksheet+xml\"/></Types>";

    private static final String ROOT =
            XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + RELATIONS
                    + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    private static final String WORKBOOK = XML + "<workbook xmlns=\"" + SHEETS + "\" xmlns:r=\"" + RELATIONS
            + "\"><sheets>" + "<sheet name=\"result\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

    private static final String WORKBOOK_RELATIONS = XML + "<Relationships xmlns=\"" + PACKAGE
            + "relationships\"><Relationship Id=\"rId1\" Type=\"" + RELATIONS
            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + RELATIONS
            + "/styles\" Target=\"styles.xml\"/></Relationships>";

    /** The formats of cells, in the order of {@code cellXfs}: plain, heading, time stamp, date, time. */
    static final String STYLES = XML + "<styleSheet xmlns=\"" + SHEETS + "\">"
            + "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss.000\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"166\" formatCode=\"hh:mm:ss.000\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"5\">" + format(0, 0) + format(0, 1) + format(164, 0) + format(165, 0) + format(166, 0)
            + "</cellXfs></styleSheet>";

    private XlsxParts() {}

    private static String format(int number, int font) {
        return "<xf numFmtId=\"" + number + "\" fontId=\"" + font
                + "\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>";
    }

    /** Name and text of the parts that are the same in each workbook, in the order of the archive. */
    static Map<String, String> fixed() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", TYPES);
        parts.put("_rels/.rels", ROOT);
        parts.put("xl/workbook.xml", WORKBOOK);
        parts.put("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS);
        parts.put("xl/styles.xml", STYLES);
        return parts;
    }

    /** The sheet up to the widths of its columns. */
    static String sheetHead(boolean hasHeading) {
        String pane =
                hasHeading ? "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>" : "";
        return XML + "<worksheet xmlns=\"" + SHEETS + "\"><sheetViews><sheetView workbookViewId=\"0\">" + pane
                + "</sheetView></sheetViews>";
    }

    /** {@code A} to {@code Z}, {@code AA} and on. */
    static String letters(int column) {
        StringBuilder text = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / 26) {
            text.insert(0, (char) ('A' + (left - 1) % 26));
        }
        return text.toString();
    }

    /**
     * Text between tags. What XML 1.0 has no place for is {@code _x0007_} (part 1, 22.9.2.19), and so is the underscore of a text that
     * looks like that.
     */
    static void appendEscaped(StringBuilder out, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                out.append("&lt;");
            } else if (c == '>') {
                out.append("&gt;");
            } else if (c == '&') {
                out.append("&amp;");
            } else if (isImpossible(text, i) || (c == '_' && isEscape(text, i))) {
                out.append("_x").append(Integer.toHexString(0x10000 | c), 1, 5).append('_');
            } else {
                out.append(c);
            }
        }
    }

    /** Controls (a carriage return would be read as a line feed), halves of pairs, and the two that are no characters. */
    private static boolean isImpossible(CharSequence text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return (c < ' ' && c != '\t' && c != '\n') || c >= '\uFFFE';
    }

    private static boolean isEscape(CharSequence text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
