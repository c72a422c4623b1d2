import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultCheckSettings } from "../../src/configuration/checkSettings.js";
import { parseProjectFile } from "../../src/configuration/projectFile.js";

interface Schema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
}
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const schema = json("media/cloze.schema.json") as Schema;
const manifest = json("package.json") as {
  contributes: { configuration: { properties: Record<string, Schema> }; jsonValidation: { url: string }[] };
};

test("what it says, with comments, trailing commas and a byte order mark", () => {
  const { layer, problems } = parseProjectFile(
    '\uFEFF{\n  // ours\n  "$schema": "x",\n  "sensitivity": "strict",\n  "categorySensitivity": { "spelling": "relaxed" },\n  "categories": { "punctuation": false },\n  "words": ["Zorblat",],\n}\n',
  );
  expect(problems).toEqual([]);
  expect(layer).toEqual({
    sensitivity: "strict",
    categorySensitivity: { spelling: "relaxed" },
    categories: { punctuation: false },
    words: ["Zorblat"],
  });
});

test.each<[string, string[]]>([
  ["{}", []],
  ['{ "sensitivity": "loud", "words": ["a", 1] }', ["“sensitivity”, “words[1]” cannot be used and is left out"]],
  ['{ "categories": { "style": true } }', ["“categories.style” cannot be used and is left out"]],
  ['{ "constructor": 1, "colour": 2 }', ["“constructor”, “colour” cannot be used and is left out"]],
  ["[]", ["it is no JSON object"]],
  ['{\n  "words": ["a"]\n  "dialect": "us"\n}', ["it is not JSON: comma expected in line 3"]],
  ["", ["it is not JSON: value expected in line 1"]],
])("%j: %j", (text, expected) => {
  expect(parseProjectFile(text).problems).toEqual(expected);
});

test("beside what cannot be used everything else counts, but of what is no JSON nothing", () => {
  expect(parseProjectFile('{ "sensitivity": "loud", "dialect": "uk" }').layer).toEqual({ dialect: "uk" });
  expect(parseProjectFile('{ "dialect": "uk", ').layer).toEqual({});
});

test.each([
  ["CHANGELOG.md", true],
  ["docs/CHANGELOG.md", true],
  ["drafts/a/b.md", true],
  ["docs/drafts.md", false],
  ["api/index.md", true],
  ["docs/api/index.md", false],
  ["a.gen.md", true],
  ["keep.gen.md", false],
])("ignoredFiles are patterns as in .gitignore: %s %j", (path, expected) => {
  const patterns = ["CHANGELOG.md", "drafts/", "/api/**", "*.gen.md", "!keep.gen.md"];
  expect(parseProjectFile(JSON.stringify({ ignoredFiles: patterns })).ignores(path)).toBe(expected);
});

test("a pattern that takes ever longer is named and left out, and the others ignore in no time", () => {
  const slow = [`${"*a".repeat(8)}b`, `${"**/a/".repeat(8)}b`];
  const { ignores, problems } = parseProjectFile(JSON.stringify({ ignoredFiles: [...slow, "**/*x*y*/**/z", "old/"] }));
  expect(problems).toEqual(["“ignoredFiles[0]”, “ignoredFiles[1]” cannot be used and is left out"]);
  expect(ignores("old/a.md")).toBe(true);
  expect(ignores("a/1x2y3/b/z")).toBe(true);
  // With them this would not end.
  expect(ignores(`${"a".repeat(255)}/${"x".repeat(255)}`)).toBe(false);
  expect(ignores("old/".repeat(1_000))).toBe(false);
});

test("the schema that completes it in the editor offers what is understood, in the words of the settings", () => {
  expect(manifest.contributes.jsonValidation).toEqual([{ fileMatch: ".cloze.json", url: "./media/cloze.schema.json" }]);
  const { ignoredFiles, $schema, ...shared } = schema.properties ?? {};
  expect([ignoredFiles, $schema]).not.toContain(undefined);
  const understood = Object.keys(defaultCheckSettings);
  expect(Object.keys(shared).sort()).toEqual(understood.sort());
  for (const [key, property] of Object.entries(shared)) {
    const setting = manifest.contributes.configuration.properties[`cloze.${key}`];
    expect(choices(property), key).toEqual(choices(setting!));
    for (const value of sample(property))
      expect(parseProjectFile(JSON.stringify({ [key]: value })).problems).toEqual([]);
  }
});

/** Everything that can be chosen, by its path. */
function choices(property: Schema): unknown {
  const inner = property.additionalProperties === false ? undefined : property.additionalProperties;
  return [
    property.enum,
    Object.entries(property.properties ?? {}).map(([name, value]) => [name, choices(value)]),
    inner && choices(inner),
    property.items && choices(property.items),
  ];
}

/** Values that the schema allows, between them all its choices. */
function sample({ enum: names, properties, additionalProperties }: Schema): unknown[] {
  if (names) return [...names];
  if (additionalProperties) return sample(additionalProperties).map((value) => ({ any: value }));
  return Object.entries(properties ?? {}).flatMap(([name, value]) => sample(value).map((one) => ({ [name]: one })));
}
