// Writes src/api/generated/*.ts from ../schema/*.schema.json, the shapes that every analysis prints.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const analyses = [
  "ask",
  "compare",
  "explain",
  "keep-audit",
  "keep-calendar",
  "keep-plan",
  "keep-status",
  "on-record",
  "paths",
  "record-conflicts",
  "record-draft",
  "record-duplicates",
  "record-list",
  "record-offers",
  "record-search",
  "record-show",
  "record-timeline",
  "robust",
  "show",
  "solve",
  "stability",
];

const here = new URL(".", import.meta.url);
const out = new URL("../src/api/generated/", here);
await mkdir(out, { recursive: true });
for (const name of analyses) {
  const schema = JSON.parse(await readFile(new URL(`../../schema/${name}.schema.json`, here), "utf8"));
  const text = await compile(schema, schema.title ?? name, {
    additionalProperties: false,
    bannerComment: `/* Made from schema/${name}.schema.json by \`npm run types\`. Do not edit. */`,
    format: true,
    style: { printWidth: 100 },
  });
  await writeFile(new URL(`${name}.ts`, out), text);
}
