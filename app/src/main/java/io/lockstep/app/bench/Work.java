package io.lockstep.app.bench;

/// The works that are measured.
public enum Work {
    SMALL("small keep-alive requests, 64 connections"),
    DOWN("1 MiB bodies down, 8 connections"),
    UP("1 MiB bodies up, 8 connections"),
    STREAMS("event streams"),
    IDLE("memory of idle event streams, fresh processes"),
    ONE("one connection, low load"),
    CHANGES("a generation change every 100 ms, 64 connections"),
    REPLACED("engine replaced 10 times by a new one, 64 connections and event streams");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
