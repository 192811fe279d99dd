import Applications
import Markup
import Pages

let allSamplePages =
  samplePages + accountPages + Sample.entryPages + payerSamplePages + Sample.partyPages
  + Sample.reviewPages
  + Sample.helperPages
  + Sample.organisationPages + Sample.manyPages + Sample.offerPages + reviewSamplePages
  + staffSamplePages
  + reopeningSamplePages
  + repairSamplePages

/// The pages about an account, but those that begin it.
private let accountPages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "register-throttled",
    registerPage(
      RegistrationForm(
        name: "Ada Okoro", emailAddress: "ada@example.com", faults: [tooMany]), keys: Sample.keys),
    2, false
  ),
  (
    "sign-in-throttled",
    signInPage(SignInForm(emailAddress: "ada@example.com", fault: tooMany), keys: Sample.keys), 2,
    false
  ),
  (
    "sign-in-kept",
    signInPage(SignInForm(then: "account/profile", notice: .kept), keys: Sample.keys), 2, false
  ),
  (
    "sign-in-password-chosen", signInPage(SignInForm(notice: .passwordChosen), keys: Sample.keys),
    2,
    false
  ),
  (
    "sign-in-address-changed", signInPage(SignInForm(notice: .addressChanged), keys: Sample.keys),
    2,
    false
  ),
  (
    "sign-in-signed-out-everywhere",
    signInPage(SignInForm(notice: .signedOutEverywhere), keys: Sample.keys), 2, false
  ),
  ("recover", recoverPage(keys: Sample.keys), 2, false),
  (
    "recover-faults",
    recoverPage(emailAddress: "ada<@", fault: .noEmailAddress, keys: Sample.keys), 2, false
  ),
  (
    "recover-throttled",
    recoverPage(emailAddress: "ada@example.com", fault: tooMany, keys: Sample.keys), 2, false
  ),
  ("recover-sent", checkMailPage(.newPassword), 3, false),
  ("choose-password", choosePasswordPage(token: "abc123", keys: Sample.keys), 3, false),
  (
    "choose-password-faults",
    choosePasswordPage(token: "abc123", faults: [.passwordTooShort], keys: Sample.keys), 3, false
  ),
  ("link-used-password", linkUsedPage(.newPassword), 3, false),
  ("password", passwordPage(keys: Sample.keys), 2, true),
  ("password-changed", passwordPage(isDone: true, keys: Sample.keys), 2, true),
  (
    "password-faults",
    passwordPage(faults: [.wrongPassword, .passwordTooShort], keys: Sample.keys), 2, true
  ),
  ("password-throttled", passwordPage(faults: [tooMany], keys: Sample.keys), 2, true),
  (
    "new-address",
    newAddressPage(
      NewAddressForm(account: Sample.account, present: "ada@example.com"), keys: Sample.keys), 2,
    true
  ),
  (
    "new-address-faults",
    newAddressPage(
      NewAddressForm(
        account: Sample.account, present: "ada@example.com", emailAddress: "Ada@example.com",
        faults: [.sameEmailAddress, .wrongPassword]), keys: Sample.keys), 2, true
  ),
  (
    "new-address-held",
    newAddressPage(
      NewAddressForm(
        account: Sample.account, present: "ada@example.com", emailAddress: "ada@new.example",
        isHeld: true), keys: Sample.keys), 2, true
  ),
  ("new-address-sent", checkMailPage(.newAddress), 3, true),
  (
    "confirm-new-address",
    confirmNewAddressPage(token: "abc123", emailAddress: "ada<x>@new.example", keys: Sample.keys),
    3, false
  ),
  ("link-used-address", linkUsedPage(.newAddress), 3, false),
  (
    "devices",
    devicesPage(
      [
        SignedInDevice(
          id: "1a", name: "Firefox on Windows", since: "22 November 2026, 9:05 am",
          lastUsed: "just now", isThisOne: true),
        SignedInDevice(
          id: "2b", name: "Safari on iPhone", since: "21 November 2026, 11:40 pm",
          lastUsed: "about an hour ago", isThisOne: false),
      ], keys: Sample.keys), 2, true
  ),
  (
    "profile-held",
    profilePage(
      ProfileForm(
        account: Sample.account, profile: Profile(name: "Ada", emailAddress: "ada@example.com"),
        then: "apply", notice: .held), keys: Sample.keys), 2, true
  ),
  (
    "profile-address-changed",
    profilePage(
      ProfileForm(account: Sample.account, profile: Sample.profile, notice: .addressChanged),
      keys: Sample.keys), 2, true
  ),
]

private let tooMany = AccountFault.tooManyTries(until: "22 November 2026, 3:05 pm")
