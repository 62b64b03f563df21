package io.lockstep.app.rehearsal.chain.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// Who may act for whom, and which unordered transactions were taken already.
public record Auth(Set<Grant> grants, Set<Nonce> nonces) {
    static final Auth NONE = new Auth(Set.of(), Set.of());

    public Auth {
        grants = Collections.unmodifiableSet(new LinkedHashSet<>(grants));
        nonces = Collections.unmodifiableSet(new LinkedHashSet<>(nonces));
    }

    /// The grantee may send messages of this one type in the granter's name.
    public record Grant(String granter, String grantee, String typeUrl) {}

    /// What makes an unordered transaction of an account unlike any other.
    public record Nonce(String sender, Instant timeout) {}

    Auth granted(Grant grant) {
        var more = new LinkedHashSet<>(grants);
        more.add(grant);
        return new Auth(more, nonces);
    }

    Auth used(Nonce nonce) {
        var more = new LinkedHashSet<>(nonces);
        more.add(nonce);
        return new Auth(grants, more);
    }
}
