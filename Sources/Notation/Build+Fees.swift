import JSON
import Rules

extension FeeSchedule {
  init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    self.init(
      fees: try node.list("fees") { (node) throws(Unbuildable) in try Fee(node, in: currency) },
      layers: try node.list("layers") { (node) throws(Unbuildable) in
        try FeeLayer(node, in: currency)
      },
      editions: try node.list("editions") { (node) throws(Unbuildable) in
        TextEdition(
          id: try node.needed("id").identifier(), title: try node.needed("title").words(),
          from: try node.needed("from").day(), note: try node["note"]?.words())
      },
      refundReasons: try node.list("refundReasons") { (node) throws(Unbuildable) in
        RefundReason(
          id: try node.needed("id").identifier(), text: try node.needed("text").words(),
          clause: try node["clause"]?.clause())
      })
  }
}

extension RefundRule {
  init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    self.init(
      until: try node["until"]?.day(), words: try node.needed("words").words(),
      clause: try node.needed("clause").clause(), kept: try node["kept"]?.money(currency))
  }
}

extension FeeLayer {
  fileprivate init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(), title: try node.needed("title").words(),
      sightings: try node.list("fees") { (node) throws(Unbuildable) in
        Sighting(
          fee: try node.needed("fee").identifier(),
          requests: try node.list("requests") { (node) throws(Unbuildable) in
            try node.identifier()
          },
          amounts: try node.list("amounts") { (node) throws(Unbuildable) in
            try Fee.Amount(node, from: "seenOn", clause: "source", in: currency)
          })
      })
  }
}

extension Fee {
  fileprivate init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    let amounts = try node.list("amounts") { (node) throws(Unbuildable) in
      try Amount(node, from: "from", clause: "clause", in: currency)
    }
    guard !amounts.isEmpty else { throw Unbuildable(offset: node.offset, expected: "amounts") }
    var countedFrom: RecordedDay?
    if let from = node["countedFrom"] {
      countedFrom =
        if let question = from["question"] {
          .answer(try question.identifier())
        } else {
          .day(try from.needed("day").day())
        }
    } else if amounts.contains(where: { if case .late = $0.price { true } else { false } }) {
      countedFrom = .start
    }
    self.init(
      id: try node.needed("id").identifier(), title: try node.needed("title").words(),
      per: try node.listed("per"), pricedOn: try node.listed("pricedOn", standard: .payment),
      countedFrom: countedFrom, option: try node["option"]?.text(), amounts: amounts)
  }
}

extension Fee.Amount {
  fileprivate init(
    _ node: JSONNode, from: String, clause: String, in currency: Currency
  ) throws(Unbuildable) {
    let unit: Fee.Unit? = node["per"] == nil ? nil : try node.listed("per")
    self.init(
      from: try node.needed(from).day(), price: try Price(node, in: currency), per: unit,
      least: try node["least"]?.money(currency), most: try node["most"]?.money(currency),
      clause: try node.needed(clause).clause(), note: try node["note"]?.words())
  }
}

extension Price {
  fileprivate init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    if let money = node["amount"] {
      self = .each(try money.money(currency))
    } else if node["tiers"] != nil {
      self = .tiers(
        try node.list("tiers") { (node) throws(Unbuildable) in
          Tier(upTo: node["upTo"]?.integer, each: try node.needed("amount").money(currency))
        })
    } else if node["late"] != nil {
      self = .late(
        try node.list("late") { (node) throws(Unbuildable) in
          let days = try node.needed("afterDays")
          return Band(
            afterDays: try days.built("a number", days.integer),
            money: try node.needed("amount").money(currency))
        })
    } else if let share = node["share"] {
      self = .share(try Share(share, in: currency), of: try share.sources())
    } else if let less = node["less"] {
      self = .less(try Reduction(less, in: currency), of: try less.sources())
    } else {
      self = .unnamed(try node.needed("unnamed").words())
    }
  }
}

extension Price.Reduction {
  fileprivate init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    if let money = node["amount"] {
      self = .money(try money.money(currency))
    } else if let fee = node["paidFor"] {
      self = .paidBefore(try fee.identifier(), on: try node.needed("paidOn").identifier())
    } else {
      self = .share(try Price.Share(node, in: currency))
    }
  }
}

extension Price.Share {
  fileprivate init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    let millionths: Int
    if let percent = node["percent"] {
      millionths = try percent.built("a number", percent.string.flatMap { scaled($0, places: 4) })
    } else {
      let times = try node.needed("times")
      millionths = try times.built("a number", times.string.flatMap { scaled($0, places: 6) })
    }
    self.init(
      millionths: millionths, rounding: try node.listed("rounded", standard: .halfEven),
      unit: try node["to"]?.money(currency).cents ?? 1)
  }
}

extension JSONNode {
  fileprivate func money(_ currency: Currency) throws(Unbuildable) -> Money {
    try built("money", string.flatMap { Money($0, in: currency) })
  }

  fileprivate func sources() throws(Unbuildable) -> [Fee.ID] {
    try list("of") { (node) throws(Unbuildable) in try node.identifier() }
  }
}
