package io.lockstep.app.containers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.Challenge;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/// Asks registries over HTTP: logs in where one wants it, waits where one limits, tries again where
/// one stumbles. Bodies are bounded.
final class RegistryHttp {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long TOKEN_LIMIT = 256 * 1024L;

    private final OkHttpClient client =
            new OkHttpClient.Builder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .readTimeout(Duration.ofSeconds(20))
                    .callTimeout(Duration.ofSeconds(60))
                    .build();
    private final DockerCredentials credentials;
    private final Patience patience;
    private final Map<RegistryName, String> authorizations = new ConcurrentHashMap<>();

    RegistryHttp(DockerCredentials credentials, Patience patience) {
        this.credentials = credentials;
        this.patience = patience;
    }

    /// @param digest what the registry says the content's digest is
    record Found(ByteString body, Optional<String> digest) {}

    /// Empty when the registry does not have it.
    Optional<Found> read(
            String method, RegistryName name, HttpUrl url, String accept, Consumer<String> told) {
        for (int failures = 1; ; failures++) {
            try (var response = authorized(method, name, url, accept)) {
                if (response.code() == 404) {
                    return Optional.empty();
                }
                if (response.isSuccessful()) {
                    return Optional.of(found(name, response));
                }
                pause(name, response, failures, told);
            } catch (InterruptedIOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw RegistryProblems.cancelled(name.toString());
                }
                pause(name, "no answer in time", failures, told);
            } catch (IOException e) {
                pause(name, String.valueOf(e.getMessage()), failures, told);
            }
        }
    }

    private static Found found(RegistryName name, Response response) throws IOException {
        var body = response.peekBody(Manifest.LIMIT + 1).bytes();
        if (body.length > Manifest.LIMIT) {
            throw RegistryProblems.unreadable(name, "it is too long");
        }
        return new Found(
                ByteString.of(body), Optional.ofNullable(response.header("Docker-Content-Digest")));
    }

    private void pause(RegistryName name, Response response, int failures, Consumer<String> told) {
        var status = response.code();
        if (status == 401 || status == 403) {
            throw credentials.find(name.loginKey()).isPresent()
                    ? RegistryProblems.loginRefused(name)
                    : RegistryProblems.loginNeeded(name);
        }
        var asked = status == 429 || status == 503 ? rest(response) : Duration.ZERO;
        if (status < 500 && status != 429) {
            throw RegistryProblems.failing(name, status);
        }
        if (patience.exhausted(failures, asked)) {
            throw status == 429
                    ? RegistryProblems.limited(name, patience.pause(failures, asked))
                    : RegistryProblems.failing(name, status);
        }
        wait(name, "answers " + status, patience.pause(failures, asked), told);
    }

    private void pause(RegistryName name, String detail, int failures, Consumer<String> told) {
        if (patience.exhausted(failures, Duration.ZERO)) {
            throw RegistryProblems.unreachable(name, detail);
        }
        wait(name, "does not answer", patience.pause(failures, Duration.ZERO), told);
    }

    private void wait(RegistryName name, String why, Duration pause, Consumer<String> told) {
        told.accept("%s %s; next try in %s".formatted(name.host(), why, Sizes.text(pause)));
        try {
            patience.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryProblems.cancelled(name.toString());
        }
    }

    /// Seconds or a date, as `Retry-After` may be either.
    private static Duration rest(Response response) {
        var value = response.header("Retry-After", "");
        try {
            return value == null || value.isEmpty()
                    ? Duration.ZERO
                    : value.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(value))
                            : until(value);
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration until(String date) {
        var then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        var left = Duration.between(Instant.now(), then);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Response authorized(String method, RegistryName name, HttpUrl url, String accept)
            throws IOException {
        var first = call(method, name, url, accept);
        if (first.code() != 401) {
            return first;
        }
        var challenges = first.challenges();
        first.close();
        authorizations.remove(name.withoutTag());
        for (var challenge : challenges) {
            var answer = answer(challenge, name);
            if (answer.isPresent()) {
                authorizations.put(name.withoutTag(), answer.get());
                return call(method, name, url, accept);
            }
        }
        throw RegistryProblems.loginNeeded(name);
    }

    private Response call(String method, RegistryName name, HttpUrl url, String accept)
            throws IOException {
        var request = new Request.Builder().url(url).method(method, null).header("Accept", accept);
        var known = authorizations.get(name.withoutTag());
        if (known != null) {
            request.header("Authorization", known);
        }
        return client.newCall(request.build()).execute();
    }

    private Optional<String> answer(Challenge challenge, RegistryName name) throws IOException {
        var login = credentials.find(name.loginKey());
        return switch (challenge.scheme().toLowerCase(Locale.ROOT)) {
            case "basic" -> login.filter(l -> !l.token()).map(Login::basic);
            case "bearer" -> Optional.of("Bearer " + token(challenge, name, login));
            default -> Optional.empty();
        };
    }

    /// The place that gives tokens is named by the registry; it sees the login, so it must be as
    /// safe to talk to as the registry itself.
    private String token(Challenge challenge, RegistryName name, Optional<Login> login)
            throws IOException {
        var parameters = challenge.authParams();
        var realm = HttpUrl.parse(String.valueOf(parameters.get("realm")));
        if (realm == null || (!realm.isHttps() && !name.plain())) {
            throw RegistryProblems.unreadable(name, "its place for tokens is not safe");
        }
        var scope = "repository:%s:pull".formatted(name.path());
        var service = String.valueOf(parameters.getOrDefault("service", ""));
        var request = tokenRequest(realm, service, scope, login);
        try (var response = client.newCall(request).execute()) {
            if (response.code() == 401 || response.code() == 403) {
                throw login.isPresent()
                        ? RegistryProblems.loginRefused(name)
                        : RegistryProblems.loginNeeded(name);
            }
            if (!response.isSuccessful()) {
                throw RegistryProblems.failing(name, response.code());
            }
            JsonNode answer = JSON.readTree(response.peekBody(TOKEN_LIMIT).bytes());
            return answer.path("token").asText(answer.path("access_token").asText());
        }
    }

    private static Request tokenRequest(
            HttpUrl realm, String service, String scope, Optional<Login> login) {
        if (login.filter(Login::token).isPresent()) {
            var form =
                    new FormBody.Builder()
                            .add("grant_type", "refresh_token")
                            .add("service", service)
                            .add("scope", scope)
                            .add("client_id", "lockstep")
                            .add("refresh_token", login.get().secret())
                            .build();
            return new Request.Builder().url(realm).post(form).build();
        }
        var url =
                realm.newBuilder()
                        .addQueryParameter("service", service)
                        .addQueryParameter("scope", scope)
                        .build();
        var request = new Request.Builder().url(url);
        login.ifPresent(known -> request.header("Authorization", known.basic()));
        return request.build();
    }
}
