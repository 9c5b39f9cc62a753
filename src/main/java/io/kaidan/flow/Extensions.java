package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Reads the extension elements of Camunda 8, namespace zeebe; those of modelling tools have no meaning for a run. */
final class Extensions {

    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    private Extensions() {}

    /** The local names of the zeebe extension elements, zeebe:properties left out: they are a map of their own. */
    static List<String> names(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getExtensionElements().getElementsQuery().list().stream()
                .map(ModelElementInstance::getDomElement)
                .filter(e ->
                        ZEEBE.equals(e.getNamespaceURI()) && !e.getLocalName().equals("properties"))
                .map(e -> e.getLocalName())
                .toList();
    }

    static Map<String, String> properties(BaseElement element) {
        Map<String, String> byName = new LinkedHashMap<>();
        ZeebeProperties properties = element.getSingleExtensionElement(ZeebeProperties.class);
        if (properties != null) {
            properties.getProperties().forEach(p -> byName.put(p.getName(), p.getValue()));
        }
        return byName;
    }
}
