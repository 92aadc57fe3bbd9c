/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import dev.spoor.report.Report;
import dev.spoor.report.ReportText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** What a document says of itself: title, language, time, and that it is made for everybody (ISO 14289-1, in XMP). */
final class PdfMetadata {
    private static final String LANGUAGE = "en";

    private PdfMetadata() {}

    static void write(PDDocument document, Report report, ReportText words) throws IOException {
        String title = words.title() + ", " + words.period();
        Instant created = report.request().created();
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setCreator(report.request().producer());
        information.setCreationDate(calendar(created));
        document.setDocumentInformation(information);
        // the identifier of the document, from what was asked and seen and not from the clock
        document.setDocumentId((long) (report.snapshot() + title + created).hashCode());
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setLanguage(LANGUAGE);
        PDViewerPreferences preferences = new PDViewerPreferences(catalog.getCOSObject());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        catalog.setMetadata(new PDMetadata(
                document, new ByteArrayInputStream(xmp(title, created).getBytes(StandardCharsets.UTF_8))));
    }

    private static Calendar calendar(Instant instant) {
        return GregorianCalendar.from(instant.atZone(ZoneOffset.UTC));
    }

    private static String xmp(String title, Instant created) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">TITLE</rdf:li></rdf:Alt></dc:title>
                <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
                <xmp:CreateDate>CREATED</xmp:CreateDate>
                <pdfuaid:part>1</pdfuaid:part>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>
                """.replace("CREATED", created.toString())
                .replace("TITLE", title.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
