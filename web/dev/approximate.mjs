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

/** The text of each rule and red line, as `show` prints them for people. */
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
    return { id: rule, text: rest.join(": ") };
  });
  const lines = items("Preferences and assumptions", "Stance table").filter((line) =>
    line.includes("refuses"),
  );
  return { rules, lines };
}

export async function model(folder, id, query) {
  const shown = await show(folder, id, query);
  const solved = await run(folder, ["solve", id, ...flags(query, view), ...json]);
  const { rules } = await printed(folder, id, query);
  const valued = new Set(
    (solved.proposals[0]?.parties ?? []).filter((each) => each.least != null).map((each) => each.party),
  );
  return {
    issues: shown.issues.map(({ id, title, kind, options, when, no_deal }) => ({
      id,
      name: title,
      about: null,
      kind,
      options: options.map((each) => ({ id: each.id, name: each.title })),
      when: when ?? null,
      no_deal: no_deal ?? null,
    })),
    parties: shown.parties.map((each) => ({
      id: each.id,
      name: each.name,
      asked: each.asked,
      has_values: valued.has(each.id),
      reservation: null,
    })),
    rules,
    version: "0",
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
      names.map((one) => one.concept.toLowerCase()),
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
      package: found,
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
  const started = performance.now();
  const shown = await show(folder, id, query);
  const named = query.getAll("choose");
  const none = shown.issues.flatMap(({ id, no_deal }) => (no_deal ? [`${id}=${no_deal}`] : []));
  const answer = await explain(folder, id, query, named.length > 0 ? named : none);
  const { rules, lines } = await printed(folder, id, query);
  const chosen = answer.package.options;
  const changes = (to) =>
    shown.issues
      .filter((issue) => chosen[issue.id] !== to[issue.id])
      .map((issue) => ({ issue: issue.id, from: chosen[issue.id] ?? "", to: to[issue.id] ?? "" }));
  const near = answer.all === "never" || answer.breaks.length > 0 ? answer.nearest.packages[0] : null;
  const step = answer.improvements.find(
    (each) => each.open.length + each.worse.length === 0 && !each.crosses,
  );
  return {
    package: chosen,
    arises: Object.fromEntries(shown.issues.map((issue) => [issue.id, chosen[issue.id] !== undefined])),
    breaks: answer.breaks.map((rule) => ({
      rule,
      text: rules.find((each) => each.id === rule)?.text ?? rule,
    })),
    parties: answer.assessments.map((each) => ({
      party: each.party,
      asked: each.asked,
      accepts: each.accepts,
      least: number(each.least),
      greatest: number(each.greatest),
      reservation_least: null,
      reservation_greatest: null,
      crosses: each.crosses.map((line) => {
        const text = (lines.find((one) => one.includes(`(${line})`)) ?? line).replace(/^[^:]*: /, "");
        return {
          red_line: line,
          text,
          statements: shown.statements.map((s) => s.statement).filter((s) => text.includes(s)),
        };
      }),
    })),
    all: answer.all,
    blocked: {},
    nearest: near ? { package: near.options, changes: changes(near.options) } : null,
    better: step
      ? {
          package: { ...chosen, [step.issue]: step.to },
          changes: [{ issue: step.issue, from: chosen[step.issue], to: step.to }],
          gains: [],
        }
      : null,
    milliseconds: Math.round(performance.now() - started),
  };
}
