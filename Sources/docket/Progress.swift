import Glibc

/// One line on a terminal that says how far work has come, once it has taken a second; gone when the work
/// is done. Nothing where standard error is no terminal.
struct Progress {
  private let words: String
  private var whole: Int
  private let began = seconds()
  private var done = 0
  private var isShown = false

  /// `words` say what goes on, as in `copying the programs`.
  init(_ words: String, of whole: Int) {
    self.words = words
    self.whole = whole
  }

  /// There is more to do than was known.
  mutating func expect(_ more: Int) { whole += more }

  /// One more of the whole begins.
  mutating func step() {
    done += 1
    guard isShown || seconds() - began >= 1, isatty(2) == 1 else { return }
    isShown = true
    say("\r\(words): \(done) of \(whole)\u{1B}[K")
  }

  func end() {
    if isShown { say("\r\u{1B}[K") }
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}

/// Of a clock that is never set back.
private func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
