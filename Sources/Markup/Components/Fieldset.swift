/// Questions that belong together, as the lines of an address, under one heading.
package func fieldset(_ legend: String, isHeading: Bool = false, _ fields: HTML...) -> HTML {
  .lines(
    [
      "<fieldset>",
      isHeading ? "<legend><h1>\(legend)</h1></legend>" : "<legend>\(legend)</legend>",
    ] + fields + ["</fieldset>"])
}

/// "Required" or "(optional)", for a list where both occur.
package func requirementWords(isRequired: Bool, words: ComponentWords = .english) -> HTML {
  "<span class=\"aside\">\(isRequired ? words.required : "(\(words.optional))")</span>"
}
