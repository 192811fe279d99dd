import Applications

// The list of applications that have asked somebody else to pay.

extension Store {
  /// Those that wait for somebody else to pay, also where the time for that is over and nobody was told yet, in
  /// the order of their shards and numbers.
  package func applicationsAskingPayers() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .payers)
  }

  /// Takes an application off that list if it waits for nobody.
  package func forgetPayers(of number: ApplicationNumber) throws(StoreError) {
    try forget(number, in: .payers)
  }
}
