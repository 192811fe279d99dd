import Foundation
import Support

/// nginx with fcgiwrap, four programs at a time.
final class NginxTransport: ServerTransport {
  override func configure() throws {
    let settings = try DocumentedSettings.block(
      "nginx",
      replacing: ["/srv/docket": prefix.path, "/run/fcgiwrap.socket": file("fcgiwrap")])
    // The part that Debian's own files bring on a real host.
    try write(
      """
      daemon off;
      pid \(file("pid"));
      error_log \(log.path) warn;
      worker_processes 1;
      events { worker_connections 256; }
      http {
        types { text/html html; text/css css; }
        default_type application/octet-stream;
        access_log off;
        client_body_temp_path \(file("body"));
        fastcgi_temp_path \(file("fastcgi"));
        proxy_temp_path \(file("proxy"));
        scgi_temp_path \(file("scgi"));
        uwsgi_temp_path \(file("uwsgi"));
        server {
          listen 127.0.0.1:\(port);
          server_name localhost;
          root \(folder.path)/none;
          \(settings)
        }
      }
      """, to: "nginx.conf")
  }

  override func start() throws {
    let gateway = try ServerProcess(
      Command(
        program: "/usr/sbin/fcgiwrap",
        arguments: ["-f", "-c", "4", "-s", "unix:" + file("fcgiwrap")],
        environment: Self.environment), log: log)
    processes.append(gateway)
    try gateway.await("fcgiwrap") { FileManager.default.fileExists(atPath: file("fcgiwrap")) }
    let server = try ServerProcess(
      Command(
        program: "/usr/sbin/nginx",
        arguments: ["-p", folder.path, "-c", file("nginx.conf"), "-e", log.path],
        environment: Self.environment), log: log)
    processes.append(server)
    try server.await("nginx") { (try? client.send(WebRequest("GET", "/"))) != nil }
  }
}
