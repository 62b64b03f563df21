package io.lockstep.app.bench;

import java.nio.file.Path;
import java.util.Optional;

/// The peers' configurations. The seed's stands as operators know it; in the tuned ones is what an
/// expert would change for this job.
final class Configurations {
    static final String FILE = "configuration";

    private static final String NGINX_FILES =
            """
            pid FOLDER/nginx.pid;
            error_log FOLDER/error.log;
            """;
    private static final String NGINX_TEMPORARY =
            """
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                scgi_temp_path FOLDER/scgi;
                uwsgi_temp_path FOLDER/uwsgi;
            """;
    private static final String SEED =
            NGINX_FILES
                    + """
                    events {}
                    http {
                    """
                    + NGINX_TEMPORARY
                    + """
                        access_log FOLDER/access.log;
                        upstream mlnode_v010 {
                            server 127.0.0.1:UPSTREAM;
                        }
                        server {
                            listen 127.0.0.1:LISTEN;
                            client_max_body_size 0;
                            proxy_connect_timeout 24h;
                            proxy_send_timeout 24h;
                            proxy_read_timeout 24h;
                            location /v0.1.0/ {
                                proxy_pass http://mlnode_v010/;
                                proxy_set_header Host $host;
                                proxy_set_header X-Real-IP $remote_addr;
                                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                            }
                        }
                    }
                    """;
    private static final String TUNED =
            NGINX_FILES
                    + """
                    worker_processes 1;
                    worker_rlimit_nofile 16384;
                    events {
                        worker_connections 16000;
                    }
                    http {
                    """
                    + NGINX_TEMPORARY
                    + """
                        access_log off;
                        keepalive_requests 1000000000;
                        upstream mlnode_v010 {
                            server 127.0.0.1:UPSTREAM;
                            keepalive 256;
                            keepalive_requests 1000000000;
                        }
                        server {
                            listen 127.0.0.1:LISTEN backlog=4096;
                            client_max_body_size 0;
                            proxy_connect_timeout 5s;
                            proxy_send_timeout 24h;
                            proxy_read_timeout 24h;
                            proxy_http_version 1.1;
                            proxy_buffering off;
                            proxy_request_buffering off;
                            location /v0.1.0/ {
                                proxy_pass http://mlnode_v010/;
                                proxy_set_header Connection "";
                                proxy_set_header Host $http_host;
                                proxy_set_header X-Real-IP $remote_addr;
                                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                            }
                        }
                    }
                    """;
    private static final String HAPROXY =
            """
            global
                nbthread 1
                maxconn 4096
            defaults
                mode http
                backlog 4096
                option forwardfor
                option http-no-delay
                http-reuse always
                timeout connect 5s
                timeout http-request 20s
                timeout client 24h
                timeout server 24h
            frontend versions
                bind 127.0.0.1:LISTEN
                acl v010 path_beg /v0.1.0/
                use_backend mlnode_v010 if v010
            backend mlnode_v010
                http-request set-header X-Real-IP %[src]
                http-request set-path %[path,bytes(7)]
                server mlnode 127.0.0.1:UPSTREAM
            """;

    private Configurations() {}

    static Optional<String> of(Contender who, int listen, int upstream, Path folder) {
        var text =
                switch (who) {
                    case NGINX_SEED -> SEED;
                    case NGINX_TUNED -> TUNED;
                    case HAPROXY -> HAPROXY;
                    case ENGINE, FORWARDER, DIRECT -> "";
                };
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        text.replace("LISTEN", Integer.toString(listen))
                                .replace("UPSTREAM", Integer.toString(upstream))
                                .replace("FOLDER", folder.toString()));
    }
}
