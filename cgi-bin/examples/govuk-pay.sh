#!/bin/sh
# Payments by GOV.UK Pay, for Docket's provider 'exec'. Needs curl and jq.
#
#   { "provider": "exec", "description": "Credential fee", "keyFiles": ["keys/govuk-pay"],
#     "command": ["/srv/docket/bin/govuk-pay", "https://publicapi.payments.service.gov.uk"] },
#
# The key file has the API key. The number of each payment is kept in Docket's folder, so that asking needs no
# search. Tried against a stand-in with the answers that GOV.UK Pay documents, not against GOV.UK Pay.
set -eu
umask 077
base=$1
order=$(cat)
told() { printf '%s' "$order" | jq -er "$1"; }

[ "$(told .currency)" = GBP ] || { echo "GOV.UK Pay takes pounds only" >&2; exit 1; }
reference=$(told .reference)
key=$(tr -d '\r\n' <"$(told '.keyFiles[0]')")
note=$(told .folder)/$reference

# The key is no argument of curl's: those can be seen by others on the machine.
call() {
  printf 'header = "Authorization: Bearer %s"\n' "$key" |
    curl --silent --show-error --fail --max-time 8 --config - "$@"
}
payment() { call "$base/v1/payments/$(cat "$note")"; }

case $(told .do) in
start)
  if [ -s "$note" ]; then
    answer=$(payment)
  else
    # The same key again is the same payment, should the note be lost.
    answer=$(call --header 'Content-Type: application/json' --header "Idempotency-Key: $reference" \
      --data-binary "$(told '{amount, reference, description, return_url: .returnAddress} | tojson')" \
      "$base/v1/payments")
    printf '%s' "$answer" | jq -er .payment_id >"$note.new"
    mv "$note.new" "$note"
  fi
  # One that has ended has no next page: back to Docket, which asks.
  printf '%s' "$answer" |
    jq -ec --arg back "$(told .returnAddress)" '{redirect: (._links.next_url.href // $back)}'
  ;;
ask)
  [ -s "$note" ] || { echo '{"state":"undecided"}'; exit 0; }
  payment | jq -ec --arg reference "$reference" '
    if .reference != $reference then error("that is another payment")
    elif .state.status == "success" then
      {state: "paid", amount: .amount, currency: "GBP", transaction: .payment_id}
    elif .state.status == "cancelled" or .state.code == "P0030" then {state: "cancelled"}
    elif .state.status == "failed" or .state.status == "error" then {state: "declined"}
    else {state: "undecided"} end'
  ;;
*) exit 1 ;;
esac
