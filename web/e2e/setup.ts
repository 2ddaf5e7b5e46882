/** Starts a server over a copy of the worked cases, and opens a session in it. */

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { type PreviewServer, preview } from "vite";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const binary = process.env.DETENTE ?? join(root, "target/release/detente");

/** The folder that the server serves, to be written to as the tests please. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "detente-e2e-"));
  for (const name of ["cases", "instruments"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  hostile(join(folder, "cases"));
  broken(join(folder, "cases"));
  return folder;
}

/** A case whose every name is an attempt to run a script in the page. */
function hostile(cases: string): void {
  const attempt = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>";
  cpSync(join(cases, "chicken"), join(cases, "hostile"), { recursive: true });
  const path = join(cases, "hostile/case.toml");
  const names = /^(title|name|because|options\.\S+)(\s*)= "([^"]*)"/gm;
  writeFileSync(path, readFileSync(path, "utf8").replace(names, `$1$2= "${attempt} $3"`));
}

/** A case that cannot be read. */
function broken(cases: string): void {
  cpSync(join(cases, "chicken"), join(cases, "broken"), { recursive: true });
  const path = join(cases, "broken/case.toml");
  writeFileSync(path, readFileSync(path, "utf8").replace("parties.second", "parties.first"));
}

/** The server, on any port that is free. */
function start(folder: string): ChildProcess {
  return spawn(binary, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
}

/** The link that the server prints when it is ready. */
function link(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const url = /http:\/\/[^\s]+/.exec(said)?.[0];
      if (url && said.includes("\n")) found(url);
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
    setTimeout(() => failed(new Error(`the server printed no link: ${said}`)), 20_000).unref();
  });
}

/** The policy under which the server sends its pages, with the nonce that the pages hold before they are sent. */
const policy =
  "default-src 'none'; script-src 'self' 'nonce-__NONCE__'; style-src 'self' 'nonce-__NONCE__'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages from `dist/` in front of a server whose program was built without them. */
async function pages(api: string): Promise<PreviewServer> {
  if (!existsSync(join(here, "../dist/index.html"))) throw new Error("build the pages first: npm run build");
  return preview({
    root: join(here, ".."),
    preview: {
      port: 0,
      host: "127.0.0.1",
      headers: { "content-security-policy": policy },
      proxy: { "/api": { target: api, changeOrigin: true } },
    },
  });
}

export default async function setup(config: FullConfig): Promise<() => Promise<void>> {
  mkdirSync(join(here, "artefacts/screens"), { recursive: true });
  const folder = copy();
  const server = start(folder);
  const url = await link(server);
  const api = new URL(url).origin;
  const launch = config.projects[0]?.use.launchOptions ?? {};
  const browser = await chromium.launch(launch);
  const page = await browser.newPage();
  await page.goto(url);
  const within = (await page.locator("#app").count()) > 0;
  await page.context().storageState({ path: join(here, "artefacts/session.json") });
  await browser.close();
  const beside = within ? null : await pages(api);
  process.env.DETENTE_URL = beside?.resolvedUrls?.local[0] ?? api;
  return async () => {
    await beside?.close();
    server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
}
