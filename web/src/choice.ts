/** Packages as a URL and the API write them: `issue=option`, where any-of issues join options by " + ". */

export type Package = Record<string, string>;

/** What an any-of issue is when nothing of it is chosen. */
export const nothing = "none";

/** Reads `issue=option`, once for each issue; the last one counts. What has no `=` is left out. */
export function readChoices(items: readonly string[]): Package {
  const read: Package = {};
  for (const item of items) {
    const at = item.indexOf("=");
    if (at > 0) read[item.slice(0, at)] = item.slice(at + 1);
  }
  return read;
}

export function writeChoices(chosen: Package): string[] {
  return Object.entries(chosen).map(([issue, option]) => `${issue}=${option}`);
}

/** One text for a package, the same whatever order its issues came in. */
export function key(chosen: Package): string {
  return writeChoices(chosen).sort().join(";");
}

export function fromKey(text: string): Package {
  return readChoices(text.split(";"));
}

/** A package as the words of the command line: in quotes where a choice has more than an id. */
export function asWords(chosen: Package): string {
  return writeChoices(chosen)
    .map((each) => (/^[\w.=-]+$/.test(each) ? each : `"${each}"`))
    .join(" ");
}

/** A package as one word after the other, without spaces within: what compares two packages reads it so. */
export function asPlainWords(chosen: Package): string {
  return writeChoices(chosen)
    .map((each) => each.replaceAll(" ", ""))
    .join(" ");
}

/** The options in a choice of an any-of issue. */
export function members(choice: string | undefined): string[] {
  return choice === undefined || choice === nothing ? [] : choice.split(" + ");
}

/** A choice of an any-of issue with one option put in or taken out, in the order of the case. */
export function toggled(choice: string | undefined, option: string, order: readonly string[]): string {
  const now = new Set(members(choice));
  if (!now.delete(option)) now.add(option);
  const kept = order.filter((each) => now.has(each));
  return kept.length > 0 ? kept.join(" + ") : nothing;
}

/** Issues on which two packages differ, in the order given. */
export function differences(one: Package, other: Package, issues: readonly string[]): string[] {
  return issues.filter((issue) => one[issue] !== other[issue]);
}
