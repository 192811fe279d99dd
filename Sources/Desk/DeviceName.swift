import Store

/// What a browser says about itself, in names that people know. It may say anything, so it is only for
/// people to recognise a device by.
func deviceName(_ userAgent: String) -> Session.Device {
  func first(_ table: [(mark: String, name: String)]) -> String? {
    table.first { userAgent.utf8.firstRange(of: $0.mark.utf8) != nil }?.name
  }
  return Session.Device(browser: first(browsers), system: first(systems))
}

/// In this order: most browsers also say that they are the ones below them.
private let browsers = [
  (mark: "Edg", name: "Edge"), (mark: "OPR/", name: "Opera"),
  (mark: "SamsungBrowser/", name: "Samsung Internet"), (mark: "Vivaldi/", name: "Vivaldi"),
  (mark: "Firefox/", name: "Firefox"), (mark: "FxiOS/", name: "Firefox"),
  (mark: "Chromium/", name: "Chromium"), (mark: "Chrome/", name: "Chrome"),
  (mark: "CriOS/", name: "Chrome"), (mark: "Safari/", name: "Safari"),
  (mark: "Lynx/", name: "Lynx"), (mark: "w3m/", name: "w3m"),
]

private let systems = [
  (mark: "iPhone", name: "iPhone"), (mark: "iPad", name: "iPad"),
  (mark: "Android", name: "Android"), (mark: "CrOS", name: "ChromeOS"),
  (mark: "Windows", name: "Windows"), (mark: "Mac OS X", name: "Mac"),
  (mark: "Macintosh", name: "Mac"), (mark: "Linux", name: "Linux"),
]
