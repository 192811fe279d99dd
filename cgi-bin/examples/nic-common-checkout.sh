#!/bin/sh
# Payments by NIC's Common Checkout Page, which many states' portals have, for Docket's provider 'exec'.
# Needs curl and jq.
#
#   { "provider": "exec", "description": "Credential fee", "keyFiles": ["keys/portal"],
#     "command": ["/srv/docket/bin/nic-common-checkout",
#       "https://portal.example.gov/CommonCheckout/Service", // the web service
#       "https://portal.example.gov/CommonCheckout/Page",    // the page people pay on
#       "XX", "merchant", "service"] }, // state, merchant's id, service code
#
# The key file has the merchant's key. The names below are those that are publicly known; the portal's own manual
# decides, so compare before the first test payment: above all whether TOTALAMOUNT has a fee of the portal's in it,
# because Docket holds every other sum than the invoice's. Tried against a stand-in, not against a portal.
set -eu
umask 077
service=$1 page=$2 state=$3 merchant=$4 code=$5
order=$(cat)
told() { printf '%s' "$order" | jq -er "$1"; }
told_xml() { printf '%s' "$order" | jq -er "$1 | @html"; }

reference=$(told .reference)
key=$(tr -d '\r\n' <"$(told '.keyFiles[0]')")
note=$(told .folder)/$reference

# Sends what it reads, so that the key is no argument that others on the machine could see.
call() {
  { printf '%s' '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
    cat
    printf '%s' '</soap:Body></soap:Envelope>'
  } | curl --silent --show-error --fail --max-time 8 --header 'Content-Type: text/xml; charset=utf-8' \
    --header "SOAPAction: $1" --data-binary @- "$service"
}
element() { tr -d '\r\n' | sed -n "s/.*<$1>\([^<]*\)<\/$1>.*/\1/p"; }

case $(told .do) in
start)
  # A token lasts for half an hour; the number of the transaction keeps it one payment, whatever the token.
  back=$(told_xml .returnAddress)
  answer=$(call PreparePayment <<XML
<PreparePayment><request>
<STATECD>$state</STATECD><MERCHANTID>$merchant</MERCHANTID><MERCHANTKEY>$key</MERCHANTKEY>
<SERVICECODE>$code</SERVICECODE><UNIQUETRANSID>$reference</UNIQUETRANSID><LOCALREFID>$reference</LOCALREFID>
<DESCRIPTION>$(told_xml .description)</DESCRIPTION><AMOUNT>$(told .amountText)</AMOUNT>
<HREFSUCCESS>$back</HREFSUCCESS><HREFFAILURE>$back</HREFFAILURE><HREFCANCEL>$back</HREFCANCEL>
<HREFDUPLICATE>$back</HREFDUPLICATE>
</request></PreparePayment>
XML
  )
  token=$(printf '%s' "$answer" | element TOKEN)
  case $token in
  '' | *[!A-Za-z0-9-]*) echo "no token came" >&2; exit 1 ;;
  esac
  # Every token is kept: the payment may have been made with the one before.
  printf '%s\n' "$token" >>"$note"
  jq -nc --arg address "$page?token=$token" '{redirect: $address}'
  ;;
ask)
  [ -s "$note" ] || { echo '{"state":"undecided"}'; exit 0; }
  while read -r token; do
    answer=$(call QueryPayment <<XML
<QueryPayment><request>
<STATECD>$state</STATECD><MERCHANTID>$merchant</MERCHANTID><MERCHANTKEY>$key</MERCHANTKEY><TOKEN>$token</TOKEN>
</request></QueryPayment>
XML
    )
    [ "$(printf '%s' "$answer" | element LOCALREFID)" = "$reference" ] || continue
    # N: it has not failed.
    [ "$(printf '%s' "$answer" | element FAILCODE)" = N ] || continue
    jq -nce --arg total "$(printf '%s' "$answer" | element TOTALAMOUNT)" \
      --arg number "$(printf '%s' "$answer" | element ORDERID)" --arg currency "$(told .currency)" '
      if $total | test("^[0-9]+[.][0-9]{2}$") | not then error("no sum came") else
      {state: "paid", amount: ($total | gsub("[.]"; "") | tonumber), currency: $currency,
        transaction: $number} end'
    exit 0
  done <"$note"
  # People may still pay, or have gone away: nobody knows.
  echo '{"state":"undecided"}'
  ;;
*) exit 1 ;;
esac
