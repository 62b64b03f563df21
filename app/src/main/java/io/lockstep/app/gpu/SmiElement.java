package io.lockstep.app.gpu;

import java.util.List;
import java.util.Optional;

/// One element of the document `nvidia-smi -q -x` prints, with what is in it.
record SmiElement(String name, String text, List<SmiElement> children) {

    /// The first element at that path, such as `pci/pcie_gen`.
    Optional<SmiElement> at(String path) {
        var slash = path.indexOf('/');
        var first = slash < 0 ? path : path.substring(0, slash);
        var found = children.stream().filter(child -> child.name.equals(first)).findFirst();
        return slash < 0 ? found : found.flatMap(child -> child.at(path.substring(slash + 1)));
    }

    List<SmiElement> all(String child) {
        return children.stream().filter(one -> one.name.equals(child)).toList();
    }

    /// What is said at the first of these paths that says something.
    SmiValue value(String... paths) {
        for (var path : paths) {
            var value = new SmiValue(at(path).map(SmiElement::text).orElse(""));
            if (value.text().isPresent()) {
                return value;
            }
        }
        return new SmiValue("");
    }
}
