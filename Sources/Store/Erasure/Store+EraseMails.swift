import Files
import Rules

extension Store {
  /// Empties the mails of which `isMeant` says so, wherever they are. Their names stay, so that what has
  /// been sent is not written and sent again; one that waits does not go any more.
  func eraseMails(_ isMeant: (Message) -> Bool) throws(StoreError) {
    for box in Box.allCases {
      for name in try mailNames(in: box) {
        guard let mail = try mail(name, in: box), isMeant(mail.message),
          let empty = Message(erased: name)
        else { continue }
        let place = path(of: name, in: box == .new ? .sent : box)
        try replaceFile(
          place, with: PostedMessage(message: empty, postedAt: mail.postedAt).bytes,
          random: random)
        if box == .new { _ = try removeFile(path(of: name, in: .new)) }
      }
    }
  }
}
