import Applications

// The list of applications that have files that a scanner has still to look at.

extension Store {
  /// In the order of their shards and numbers.
  package func applicationsWithUncheckedFiles() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .unchecked)
  }

  /// Takes an application off that list if none of its files waits.
  package func forgetCheckedFiles(of number: ApplicationNumber) throws(StoreError) {
    try forget(number, in: .unchecked)
  }
}
