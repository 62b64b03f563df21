package io.lockstep.app.gpu;

import io.lockstep.chain.problem.ProblemException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Finds and reads the XML in what `nvidia-smi -q -x` printed.
///
/// The driver may print warnings before and after the document, so what is outside it is passed
/// over. Nothing outside the text is ever loaded: no DTD, no entity.
final class SmiDocument {
    static final String ROOT = "nvidia_smi_log";

    private static final int DEEPEST = 64;
    private static final XMLInputFactory XML = hardened();

    private SmiDocument() {}

    /// @throws ProblemException `gpu.notXml` or `gpu.truncated`
    static SmiElement parse(String printed) {
        var begin = printed.indexOf("<" + ROOT);
        if (begin < 0) {
            throw GpuProblems.notXml();
        }
        var closing = "</" + ROOT + ">";
        var end = printed.lastIndexOf(closing);
        if (end < begin) {
            throw GpuProblems.truncated();
        }
        try {
            return read(printed.substring(begin, end + closing.length()));
        } catch (XMLStreamException e) {
            throw GpuProblems.notXml(e);
        }
    }

    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static SmiElement read(String document) throws XMLStreamException {
        var reader = XML.createXMLStreamReader(new StringReader(document));
        try {
            reader.nextTag();
            return element(reader, 0);
        } finally {
            reader.close();
        }
    }

    private static SmiElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("deeper than any driver nests");
        }
        var name = reader.getLocalName();
        var text = new StringBuilder();
        List<SmiElement> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new SmiElement(name, text.toString().strip(), List.copyOf(children));
                }
                default -> {}
            }
        }
    }
}
