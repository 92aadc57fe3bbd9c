/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/**
 * What the parts of a document are: a tree of elements, each with the pieces of pages that show it (ISO 32000-1, 14.7 and 14.8). One
 * thread.
 */
final class PdfTags {
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement document = new PDStructureElement("Document", root);

    /** By page, then by number on it: the element that a piece belongs to. */
    private final List<COSArray> pieces = new ArrayList<>();

    private final Map<Integer, PDParentTreeValue> owners = new TreeMap<>();
    private final List<PDStructureElement> annotated = new ArrayList<>();
    private final List<PDAnnotation> annotations = new ArrayList<>();

    PdfTags() {
        root.appendKid(document);
    }

    /** The element that everything is in. */
    PDStructureElement document() {
        return document;
    }

    /** An element within another, behind what is there already. */
    PDStructureElement add(PDStructureNode parent, String type) {
        PDStructureElement element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** The heading of a column. */
    PDStructureElement addHeading(PDStructureNode row) {
        PDStructureElement heading = add(row, "TH");
        PDTableAttributeObject attributes = new PDTableAttributeObject();
        attributes.setScope(PDTableAttributeObject.SCOPE_COLUMN);
        heading.addAttribute(attributes);
        return heading;
    }

    /** Tells of a page; its number is how many there were before. */
    void addPage(PDPage page) {
        page.setStructParents(pieces.size());
        page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        pieces.add(new COSArray());
    }

    /** The number of a piece of a page that shows an element. */
    int addPiece(PDStructureElement element, PDPage page) {
        COSArray onPage = pieces.get(page.getStructParents());
        int number = onPage.size();
        onPage.add(element);
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(page);
        reference.setMCID(number);
        element.appendKid(reference);
        return number;
    }

    /** What of a page can be followed belongs to an element, too. */
    void addAnnotation(PDStructureElement element, PDPage page, PDAnnotation annotation) {
        PDObjectReference reference = new PDObjectReference();
        reference.setReferencedObject(annotation);
        reference.getCOSObject().setItem(COSName.PG, page);
        element.appendKid(reference);
        annotated.add(element);
        annotations.add(annotation);
    }

    /** Writes all of it into the document. */
    void finish(PDDocument target) {
        for (int i = 0; i < pieces.size(); i++) {
            owners.put(i, new PDParentTreeValue(pieces.get(i)));
        }
        for (int i = 0; i < annotations.size(); i++) {
            int key = pieces.size() + i;
            annotations.get(i).setStructParent(key);
            COSDictionary owner = annotated.get(i).getCOSObject();
            owners.put(key, new PDParentTreeValue(owner));
        }
        PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(owners);
        root.setParentTree(tree);
        root.setParentTreeNextKey(owners.size());
        target.getDocumentCatalog().setStructureTreeRoot(root);
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        target.getDocumentCatalog().setMarkInfo(marked);
    }
}
