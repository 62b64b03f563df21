package io.lockstep.app.upgrade;

import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Picture;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpList.Together;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What removing something from a host really frees: a layer counts for an image only where nothing
/// else has it.
final class Sizes {
    private final HostStock stock;
    private final Map<Set<String>, Long> freed;

    Sizes(HostStock stock) {
        this.stock = stock;
        this.freed = stock.bytesByUsers();
    }

    /// What people call it.
    static String name(Picture image) {
        return image.references().stream().findFirst().orElse(image.id());
    }

    /// What nothing else shares.
    long own(Picture image) {
        return freed.getOrDefault(Set.of(image.id()), 0L);
    }

    /// As the host counted it; what it did not count keeps its own word.
    OptionalLong bytes(Item item) {
        return switch (item.kind()) {
            case CONTAINER ->
                    stock.containers().stream()
                            .filter(box -> box.name().equals(item.name()))
                            .map(box -> OptionalLong.of(box.bytes()))
                            .findFirst()
                            .orElse(item.bytes());
            case IMAGE ->
                    stock.images().stream()
                            .filter(image -> named(image, item.name()))
                            .map(image -> OptionalLong.of(own(image)))
                            .findFirst()
                            .orElse(item.bytes());
            case NETWORK, VOLUME, ROUTE, BUILD, FILE -> item.bytes();
        };
    }

    /// Layers that only images among these share.
    List<Together> together(List<Item> items) {
        var ids =
                items.stream()
                        .filter(item -> item.kind() == Kind.IMAGE)
                        .collect(Collectors.toMap(this::image, Item::id, (a, _) -> a));
        return freed.entrySet().stream()
                .filter(entry -> entry.getKey().size() > 1 && entry.getValue() > 0)
                .filter(entry -> ids.keySet().containsAll(entry.getKey()))
                .map(entry ->
                        new Together(
                                entry.getKey().stream()
                                        .map(id -> ids.getOrDefault(id, id))
                                        .collect(Collectors.toUnmodifiableSet()),
                                entry.getValue()))
                .toList();
    }

    private String image(Item item) {
        return stock.images().stream()
                .filter(image -> named(image, item.name()))
                .map(Picture::id)
                .findFirst()
                .orElse(item.name());
    }

    private static boolean named(Picture image, String name) {
        return image.id().equals(name) || image.references().contains(name);
    }
}
