import Applications
import Rules
import Store

extension Account {
  /// What rules may look at without asking: what the account says of the person, on a day.
  func circumstances(on day: Day) -> Circumstances {
    let address = profile.address
    return Circumstances(
      day: day, certificates: certificates,
      profile: [
        .city: address.city, .region: address.region, .country: address.country,
        .postalCode: address.postalCode,
      ])
  }
}
