// Writes src/api/generated.ts from openapi.json, and from ../schema the shapes that it only names.
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const here = new URL(".", import.meta.url);
const read = async (path) => JSON.parse(await readFile(new URL(path, here), "utf8"));

/** Copies a schema with every reference led to `definitions`. */
function led(schema) {
  if (Array.isArray(schema)) return schema.map(led);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === "title" && typeof value === "string") continue;
    if (name === "$ref") copy.$ref = value.replace(/^#\/(components\/schemas|\$defs)\//, "#/definitions/");
    else copy[name] = led(value);
  }
  return copy;
}

const definitions = led((await read("../openapi.json")).components.schemas);
for (const name of ["keep-audit", "keep-calendar", "keep-status"]) {
  const { $defs = {}, $schema, ...root } = await read(`../../schema/${name}.schema.json`);
  const own = JSON.stringify(led({ root, $defs })).replaceAll("#/definitions/", `#/definitions/${name}.`);
  const parsed = JSON.parse(own);
  definitions[name] = parsed.root;
  for (const [key, value] of Object.entries(parsed.$defs)) definitions[`${name}.${key}`] = value;
}

const text = await compile({ definitions }, "Api", {
  additionalProperties: false,
  bannerComment: "/* Made from openapi.json and ../schema by `npm run types`. Do not edit. */",
  unreachableDefinitions: true,
  maxItems: 4,
  style: { printWidth: 110 },
});
await writeFile(new URL("../src/api/generated.ts", here), text);
