import Applications
import Rules

extension Store {
  /// Those of which somebody else was asked to complete a part and has not answered, in the order of their
  /// shards and numbers. It may have a few that await nobody any more.
  package func applicationsAwaitingParties() throws(StoreError) -> [ApplicationNumber] {
    try numbers(in: .asked)
  }

  /// Takes an application off that list if it awaits nobody.
  package func forgetAwaiting(of number: ApplicationNumber) throws(StoreError) {
    try forget(number, in: .asked)
  }
}
