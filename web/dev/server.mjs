// A stand-in for `detente serve` while the front end is written: the API of the workbench over the command line.
// DETENTE=path/to/detente node dev/server.mjs [FOLDER] [PORT]
import { createHash, randomUUID } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { build, model, points } from "./approximate.mjs";
import { flags, forget, json, Refused, run, view } from "./engine.mjs";

const folder = resolve(process.argv[2] ?? new URL("../..", import.meta.url).pathname);
const port = Number(process.argv[3] ?? 4810);
const casesAt = join(folder, "cases");
const instrumentsAt = join(folder, "instruments");
const limits = ["limit", "time", "seed"];
const csrf = randomUUID();
const jobs = new Map();

const analyses = {
  show: [["show"], []],
  solve: [["solve"], ["without", "points", "all", ...limits]],
  "on-record": [["solve", "--on-record"], limits],
  robust: [["robust"], ["draws", ...limits]],
  ask: [["ask"], ["draws", ...limits]],
  stability: [["stability"], ["concepts", "state", ...limits]],
  paths: [["paths"], ["from", "to", "by"]],
  "record/timeline": [
    ["record", "timeline"],
    ["party", "issue"],
  ],
  "record/conflicts": [["record", "conflicts"], []],
  "record/duplicates": [["record", "duplicates"], []],
  "record/list": [["record", "list"], []],
};

function analysis(id, name, query, options) {
  const known = analyses[name];
  if (!known) return null;
  const [[command, ...more], names] = known;
  const sub = command === "record" ? more.splice(0, 1) : [];
  const seen = name.startsWith("record/")
    ? name === "record/timeline"
      ? ["scenario", "known_by"]
      : []
    : view;
  return run(casesAt, [command, ...sub, id, ...more, ...flags(query, [...seen, ...names]), ...json], options);
}

async function folders(at, file) {
  const names = await readdir(at).catch(() => []);
  const found = [];
  for (const name of names.sort()) if (await stat(join(at, name, file)).catch(() => null)) found.push(name);
  return found;
}

async function list() {
  const cases = [];
  for (const id of await folders(casesAt, "case.toml")) {
    const [shown, checked] = await Promise.all([run(casesAt, ["show", id, ...json]), check(id)]);
    const scenarios = await readdir(join(casesAt, id, "scenarios")).catch(() => []);
    const count = (severity) => checked.diagnostics.filter((each) => each.severity === severity).length;
    cases.push({
      id,
      title: shown.title,
      as_of: shown.as_of ?? null,
      parties: shown.parties.length,
      issues: shown.issues.length,
      statements: new Set(shown.statements.map((each) => each.statement)).size,
      errors: count("error"),
      warnings: count("warning"),
      scenarios: scenarios.map((file) => file.replace(/\.toml$/, "")),
    });
  }
  const instruments = [];
  for (const id of await folders(instrumentsAt, "instrument.toml")) {
    const text = await readFile(join(instrumentsAt, id, "instrument.toml"), "utf8");
    const title = /^title\s*=\s*"(.*)"/m.exec(text)?.[1] ?? id;
    const acts = Boolean(await stat(join(instrumentsAt, id, "ledger.txt")).catch(() => null));
    instruments.push({ id, title, ledger: acts });
  }
  return { cases, instruments };
}

/** The checks of a case with one file changed; nothing of the case is written. */
async function checkWith(id, { path, text }) {
  await file(id, new URLSearchParams({ path }));
  const copy = await mkdtemp(join(tmpdir(), "detente-check-"));
  try {
    await cp(join(casesAt, id), join(copy, id), { recursive: true });
    await writeFile(join(copy, id, path), text);
    return await check(id, copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function check(id, at = casesAt) {
  const diagnostics = await run(at, ["check", id, ...json]).catch(() => []);
  return { diagnostics, complete: true };
}

async function passage(id, cite) {
  const files = (await readdir(join(casesAt, id))).filter((name) => name.endsWith(".toml"));
  for (const file of files) {
    const text = await readFile(join(casesAt, id, file), "utf8");
    const part = text.split(/^\[/m).find((each) => each.startsWith(`citations.${cite}]`));
    if (!part) continue;
    const field = (name) => new RegExp(`^${name}\\s*=\\s*"?(.*?)"?\\s*$`, "m").exec(part)?.[1] ?? null;
    const listed = await run(casesAt, ["record", "list", id, ...json]);
    const source = listed.sources.find((each) => each.id === field("source"));
    return {
      citation: cite,
      says: field("says"),
      source: field("source"),
      title: source?.title ?? field("source"),
      date: source?.date ?? null,
      passage: null,
      before: null,
      after: null,
      why_missing: "the document is not at hand",
    };
  }
  throw new Refused(404, "No such citation", cite);
}

const version = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

async function files(id) {
  const all = await readdir(join(casesAt, id), { recursive: true });
  return all.filter((name) => [".toml", ".md"].includes(extname(name))).sort();
}

async function file(id, query) {
  const path = query.get("path");
  if (!(await files(id)).includes(path)) throw new Refused(404, "No such file", path);
  const text = await readFile(join(casesAt, id, path), "utf8");
  return { path, text, version: version(text) };
}

async function save(id, query, body, match) {
  const theirs = await file(id, query);
  if (match !== theirs.version) {
    const clash = { theirs: { version: theirs.version, text: theirs.text, base: null } };
    throw Object.assign(new Refused(409, "Conflict", "somebody else has saved another version since"), {
      clash,
    });
  }
  await writeFile(join(casesAt, id, theirs.path), body.text);
  forget();
  return { version: version(body.text) };
}

function start({ case: id, analysis: name, query }) {
  const job = {
    id: jobs.size + 1,
    case: id,
    analysis: name,
    state: "running",
    began: Date.now(),
    problem: null,
  };
  job.control = new AbortController();
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}))
    for (const each of [value].flat()) asked.append(key, each);
  job.ready = analysis(id, name, asked, { signal: job.control.signal }).then(
    (result) => Object.assign(job, { state: "done", result }),
    (error) =>
      Object.assign(job, {
        state: job.control.signal.aborted ? "cancelled" : "failed",
        problem: { title: error.title, detail: error.detail },
      }),
  );
  jobs.set(job.id, job);
  return { id: job.id };
}

const told = ({ id, case: of, analysis, state, began, problem }) => ({
  id,
  case: of,
  analysis,
  state,
  doing: `computing ${analysis}`,
  seconds: (Date.now() - began) / 1000,
  problem,
});

function events(job, response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const say = (name) => response.write(`event: ${name}\ndata: ${JSON.stringify(told(job))}\n\n`);
  say("progress");
  job.ready.then(() => {
    say(job.state);
    response.end();
  });
}

async function ofCase(id, name, query, method, body, request) {
  if (!(await folders(casesAt, "case.toml")).includes(id)) throw new Refused(404, "No such case", id);
  if (name === "check" && method === "POST") return checkWith(id, body);
  if (name === "check") return check(id);
  if (name === "model") return model(casesAt, id, query);
  if (name === "points") return points(casesAt, id, query);
  if (name === "build") return build(casesAt, id, query);
  if (name === "passage") return passage(id, query.get("cite"));
  if (name === "files") return { files: await files(id) };
  if (name === "record/source") return run(casesAt, ["record", "show", id, query.get("id") ?? "", ...json]);
  if (name === "file" && method === "PUT") return save(id, query, body, request.headers["if-match"]);
  if (name === "file") return file(id, query);
  if (name === "versions") return { versions: [] };
  if (name === "explain") {
    return run(casesAt, [
      "explain",
      id,
      ...query.getAll("choose"),
      ...flags(query, [...view, ...limits]),
      ...json,
    ]);
  }
  if (name === "compare") {
    const side = (each) => query.get(each) ?? "";
    return run(casesAt, ["compare", id, side("first"), side("second"), ...flags(query, view), ...json]);
  }
  if (name === "record/search") return run(casesAt, ["record", "search", id, query.get("q") ?? "", ...json]);
  if (name === "record/offers") {
    return run(casesAt, ["record", "offers", id, "--party", query.get("party") ?? "", ...json]);
  }
  const answer = analysis(id, name, query);
  if (!answer) throw new Refused(404, "No such analysis", name);
  return answer;
}

async function ofInstrument(id, name, query, response) {
  if (!(await folders(instrumentsAt, "instrument.toml")).includes(id))
    throw new Refused(404, "No such instrument", id);
  if (name === "plot.svg") {
    const drawing = await run(instrumentsAt, ["keep", "plot", id, ...flags(query, ["on"])], { text: true });
    response.writeHead(200, { "content-type": "image/svg+xml" }).end(drawing);
    return undefined;
  }
  const names = { status: ["on"], calendar: ["from", "to"], audit: ["on"] }[name];
  if (!names) throw new Refused(404, "No such analysis", name);
  return run(instrumentsAt, ["keep", name, id, ...flags(query, names), ...json]);
}

async function api(request, response, url) {
  const [head, id, ...rest] = url.pathname.slice("/api/v1/".length).split("/").map(decodeURIComponent);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString("utf8")) : null;
  if (head === "session") return { version: "0.1.0", mode: "local", csrf, folder };
  if (head === "cases" && !id) return list();
  if (head === "cases") return ofCase(id, rest.join("/"), url.searchParams, request.method, body, request);
  if (head === "instruments") return ofInstrument(id, rest.join("/"), url.searchParams, response);
  if (head === "jobs" && !id) return start(body);
  const job = head === "jobs" ? jobs.get(Number(id)) : undefined;
  if (!job) throw new Refused(404, "Nothing at this address", url.pathname);
  if (request.method === "DELETE") {
    job.control.abort();
    return {};
  }
  if (rest[0] === "events") return events(job, response);
  return rest[0] === "result" ? job.result : told(job);
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** The built bundle, with the headers that the server will send. */
async function bundle(response, path) {
  const dist = new URL("../dist/", import.meta.url).pathname;
  const found = path.startsWith("/assets/") ? join(dist, resolve("/", path)) : join(dist, "index.html");
  const nonce = randomUUID();
  let bytes = await readFile(found);
  if (found.endsWith(".html")) bytes = Buffer.from(bytes.toString("utf8").replaceAll("__NONCE__", nonce));
  const only = `'self' 'nonce-${nonce}'`;
  response.writeHead(200, {
    "content-type": types[extname(found)] ?? "application/octet-stream",
    "content-security-policy": `default-src 'none'; script-src ${only}; style-src ${only}; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'`,
  });
  response.end(bytes);
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  try {
    if (!url.pathname.startsWith("/api/v1/")) return await bundle(response, url.pathname);
    const answer = await api(request, response, url);
    if (response.headersSent) return;
    response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  } catch (error) {
    if (response.headersSent) return response.end();
    const status = error.status ?? 500;
    response.writeHead(status, { "content-type": "application/problem+json" });
    response.end(
      JSON.stringify({
        type: "about:blank",
        title: error.title ?? "Failed",
        status,
        detail: String(error.detail ?? error),
        ...error.clash,
      }),
    );
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/ serves ${folder}`));
