/** How package A compares with B for a party, in the words of `compare`. */
export function relation(better: string | null | undefined, atLeast: string | null | undefined): string {
  if (better == null || atLeast == null) return "nothing is known";
  if (better === "always") return "A is necessarily better";
  if (atLeast === "always") {
    return better === "sometimes"
      ? "A is necessarily at least as good, possibly better"
      : "necessarily equally good";
  }
  if (better === "sometimes") return "either is possibly better";
  return atLeast === "sometimes"
    ? "B is necessarily at least as good, possibly better"
    : "B is necessarily better";
}
