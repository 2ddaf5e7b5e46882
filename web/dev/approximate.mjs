// What the API gives and the command line does not print as JSON, pieced together from what it prints.
import { flags, json, run, view } from "./engine.mjs";

const number = (text) => {
  if (text == null) return null;
  const [top, bottom = "1"] = text.split("/");
  return Number(top) / Number(bottom);
};

const show = (folder, id, query) => run(folder, ["show", id, ...flags(query, view), ...json]);

const explain = (folder, id, query, choices) =>
  run(folder, ["explain", id, ...choices, ...flags(query, view), ...json]);

/** Rules and red lines, as `show` prints them for people. */
async function printed(folder, id, query) {
  const text = await run(folder, ["show", id, ...flags(query, view)], { text: true });
  const items = (from, to) => {
    const start = text.indexOf(`\n${from}\n---`);
    if (start < 0) return [];
    const end = text.indexOf(`\n${to}\n---`, start);
    const part = text.slice(start, end < 0 ? undefined : end).replace(/\n\s{4}(?=\S)/g, " ");
    return [...part.matchAll(/\n {2}- (.+)/g)].map((match) => match[1]);
  };
  const rules = items("Rules", "Preferences and assumptions").map((line) => {
    const [rule, ...rest] = line.split(": ");
    return { id: rule, requires: rest.join(": ") };
  });
  const lines = items("Preferences and assumptions", "Stance table").flatMap((line) => {
    const found = /^(.*?): refuses (.*?) \(([\w.-]+)\)(.*)$/.exec(line);
    return found ? [{ party: found[1], refuses: found[2], id: found[3], rest: found[4] }] : [];
  });
  return { rules, lines };
}

export async function model(folder, id, query) {
  const shown = await show(folder, id, query);
  const solved = await run(folder, ["solve", id, ...flags(query, view), ...json]);
  const { rules, lines } = await printed(folder, id, query);
  const ids = new Set(shown.statements.map((each) => each.statement));
  const known = (party) =>
    !solved.unstated.some((each) => each.party === party && each.input === "preference");
  return {
    issues: shown.issues.map(({ disposes_of, ...issue }) => ({ ...issue, several: issue.kind === "any-of" })),
    parties: shown.parties.map((each) => ({
      id: each.id,
      name: each.name,
      has_values: known(each.id),
      red_lines: lines
        .filter((line) => line.party === each.name)
        .map((line) => ({
          id: line.id,
          refuses: line.refuses,
          rests_on: line.rest.split(/[\s,;:()]+/).filter((word) => ids.has(word)),
          assumed: line.rest.includes("assumed"),
        })),
    })),
    rules,
  };
}

function choicesOf(issue) {
  const ids = issue.options.map((each) => each.id);
  if (issue.kind !== "any-of") return ids;
  const sets = [];
  for (let bits = 0; bits < 1 << ids.length; bits++) {
    sets.push(ids.filter((_, at) => bits & (1 << at)).join(" + ") || "none");
  }
  return sets;
}

/** A few packages drawn evenly from the combinations, judged one by one; no stand-in for the engine's own points. */
export async function points(folder, id, query) {
  const shown = await show(folder, id, query);
  const solved = await run(folder, ["solve", id, "--points", ...flags(query, view), ...json]);
  const filters = new Map(query.getAll("choose").map((each) => each.split(/=(.*)/s).slice(0, 2)));
  const wanted = new Map();
  const concepts = new Map();
  const add = (options) => {
    const name = JSON.stringify(Object.entries(options).sort());
    wanted.set(name, options);
    return name;
  };
  for (const each of solved.proposals) add(each.options);
  (solved.frontier?.points ?? []).forEach((each, at) => {
    const name = add(each.witness.options);
    const names = (solved.frontier.concepts ?? []).filter((one) => one.points.includes(at));
    concepts.set(
      name,
      names.map((one) => one.concept),
    );
  });
  let state = 12345;
  const random = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const most = Math.min(Number(query.get("most") ?? 2000), 140);
  for (let tries = 0; tries < most * 2 && wanted.size < most; tries++) {
    const drawn = {};
    for (const issue of shown.issues) {
      const all = choicesOf(issue);
      drawn[issue.id] = filters.get(issue.id) ?? all[random(all.length)];
    }
    add(drawn);
  }
  const out = [];
  const seen = new Set();
  const until = performance.now() + 6000;
  for (const [name, options] of wanted) {
    if (performance.now() > until) break;
    const answer = await explain(
      folder,
      id,
      query,
      Object.entries(options).map(([a, b]) => `${a}=${b}`),
    ).catch(() => null);
    if (!answer || answer.breaks.length > 0) continue;
    const found = answer.package.options;
    const same = JSON.stringify(Object.entries(found).sort());
    if (seen.has(same) || [...filters].some(([issue, option]) => found[issue] !== option)) continue;
    seen.add(same);
    out.push({
      options: found,
      values: shown.parties.map(({ id: party }) => {
        const each = answer.assessments.find((one) => one.party === party);
        return each?.least == null ? null : [number(each.least), number(each.greatest)];
      }),
      accepted: answer.all,
      frontier: concepts.has(name),
      concepts: concepts.get(name) ?? [],
      no_deal: answer.is_no_agreement,
    });
  }
  return {
    exact: false,
    total: solved.allowed.high,
    parties: shown.parties.map((each) => each.id),
    points: out,
  };
}

export async function build(folder, id, query) {
  const shown = await show(folder, id, query);
  const named = query.getAll("choose");
  const none = shown.issues.flatMap(({ id, no_deal }) => (no_deal ? [`${id}=${no_deal}`] : []));
  // Choices of issues that do not arise are dropped, as the server drops them.
  let answer = null;
  for (let words = named.length > 0 ? named : none; !answer; ) {
    answer = await explain(folder, id, query, words).catch((error) => {
      const idle = /the issue `([\w.-]+)` does not arise/.exec(error.detail ?? "")?.[1];
      if (!idle) throw error;
      words = words.filter((each) => !each.startsWith(`${idle}=`));
      return null;
    });
  }
  const { rules } = await printed(folder, id, query);
  const chosen = answer.package.options;
  const changes = (to) =>
    shown.issues
      .filter((issue) => chosen[issue.id] !== to[issue.id])
      .map((issue) => ({ issue: issue.id, from: chosen[issue.id] ?? null, to: to[issue.id] ?? null }));
  const near = answer.nearest.packages[0];
  const step = answer.improvements.find(
    (each) => each.open.length + each.worse.length === 0 && !each.crosses,
  );
  const bettered = step && { ...answer.package, options: { ...chosen, [step.issue]: step.to } };
  return {
    package: answer.package,
    does_not_arise: shown.issues.map((issue) => issue.id).filter((issue) => chosen[issue] === undefined),
    breaks: answer.breaks.map((rule) => rules.find((each) => each.id === rule) ?? { id: rule, requires: "" }),
    is_no_agreement: answer.is_no_agreement,
    parties: answer.assessments.map((each) => ({
      ...each,
      from: number(each.least),
      to: number(each.greatest),
      without: null,
    })),
    all: answer.all,
    blocked: {},
    nearest: near ? { surely: answer.nearest.surely, package: near, changes: changes(near.options) } : null,
    better: bettered ? { package: bettered, changes: changes(bettered.options), better: step.better } : null,
    complete: answer.nearest.complete,
  };
}
