import Foundation
import Support

/// Apache with the event MPM and mod_cgid, Debian's default pair.
final class ApacheTransport: ServerTransport {
  override func configure() throws {
    let settings = try DocumentedSettings.block(
      "apache", replacing: ["/srv/docket": prefix.path])
    // The part that Debian's own files and `a2enmod` bring on a real host.
    let modules = [
      "mpm_event", "authz_core", "alias", "dir", "mime", "env", "headers", "reqtimeout", "cgid",
    ].map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }
    try write(
      """
      \(modules.joined(separator: "\n"))
      ServerRoot "\(folder.path)"
      DefaultRuntimeDir "\(folder.path)"
      PidFile "\(file("pid"))"
      Mutex file:\(folder.path) default
      ScriptSock "\(file("cgid"))"
      Listen 127.0.0.1:\(port)
      ServerName localhost
      ErrorLog "\(log.path)"
      LogLevel warn
      TypesConfig /dev/null
      AddType text/html .html
      AddType text/css .css
      DocumentRoot "\(folder.path)"
      <Directory "/">
        Require all denied
      </Directory>
      \(settings)
      """, to: "apache.conf")
  }

  override func start() throws {
    let command = Command(
      program: "/usr/sbin/apache2", arguments: ["-f", file("apache.conf"), "-D", "FOREGROUND"],
      environment: Self.environment)
    let server = try ServerProcess(command, log: log)
    processes.append(server)
    try server.await("Apache") {
      (try? client.send(WebRequest("GET", "/"))) != nil
    }
  }
}
