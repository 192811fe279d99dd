import Applications

// The lists of applications whose payments somebody has to look after.

extension Store {
  /// Those with an attempt to pay whose end is not known, in the order of their shards and numbers.
  package func applicationsInLimbo() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .limbo)
  }

  /// Takes an application off that list if none of its attempts is open.
  package func forgetLimbo(of number: ApplicationNumber) throws(StoreError) {
    try forget(number, in: .limbo)
  }

  /// Those about whose money staff has something to settle, likewise.
  package func applicationsWithPaymentTasks() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .tasks)
  }
}
