// Says how large the bundle is, gzipped, and fails where it outgrows its budget.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const html = await readFile(new URL("index.html", dist), "utf8");
const first = new Set([...html.matchAll(/\/(assets\/[^"]+)/g)].map((match) => match[1]));
let [atOnce, all] = [gzipSync(html).length, gzipSync(html).length];
for (const name of (await readdir(new URL("assets/", dist))).sort()) {
  const size = gzipSync(await readFile(new URL(`assets/${name}`, dist))).length;
  all += size;
  if (first.has(`assets/${name}`)) atOnce += size;
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`);
}
console.log(
  `first page ${(atOnce / 1000).toFixed(1)} kB of 150, all ${(all / 1000).toFixed(1)} kB of 450, gzipped`,
);
if (atOnce > 150_000 || all > 450_000) process.exitCode = 1;
