import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CODE_BY_LANGUAGE } from "../../../src/grammar/prose/code/languages.js";
import { PARSER_NAMES } from "../../../src/grammar/prose/parsers.js";
import { defaultSettings, parseSettings } from "../../../src/server/settings/settings.js";

interface Property {
  readonly default: unknown;
  readonly enum?: string[];
  readonly additionalProperties?: { readonly enum: string[] };
}
interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Record<string, Property>;
    };
  };
}
const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as Manifest;
const { properties } = manifest.contributes.configuration;

/** As the client sends it: `retrain.minutes` lies in `retrain`. No two settings share a group so far. */
function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}

test("package.json has the same keys and defaults", () => {
  const declared = Object.entries(properties).map(([key, { default: value }]) =>
    nested(key.split(".").slice(1), value),
  );
  expect(Object.assign({}, ...declared)).toEqual(defaultSettings);
});

test.each(Object.entries(properties).filter(([, { enum: names }]) => names))(
  "every value that package.json offers for %s is understood",
  (key, property) => {
    for (const value of property.enum ?? []) {
      const { settings, badKeys } = parseSettings({ [key.replace("cloze.", "")]: value });
      expect(badKeys).toEqual([]);
      expect(settings).toMatchObject({ [key.replace("cloze.", "")]: value });
    }
  },
);

test("package.json offers every parser for a language", () => {
  const { enum: offered } = properties["cloze.languages"]!.additionalProperties!;
  expect(offered).toEqual([...PARSER_NAMES, "off"]);
  for (const parser of offered) expect(parseSettings({ languages: { invented: parser } }).badKeys).toEqual([]);
});

test("the languages of code are there if comments are wanted, unless one is off", () => {
  const { languages } = parseSettings({ comments: true, languages: { yaml: "off" } }).settings;
  expect(languages).toEqual({ ...defaultSettings.languages, ...CODE_BY_LANGUAGE, yaml: "off" });
});

test.each([
  [undefined, []],
  [null, []],
  [{}, []],
  ["text", ["cloze"]],
  [[], ["cloze"]],
  [{ enable: "yes" }, ["cloze.enable"]],
  [{ categories: { spelling: 1, style: true } }, ["cloze.categories.spelling", "cloze.categories.style"]],
  [
    { categorySensitivity: { punctuation: "loud", style: "strict", spelling: "strict" } },
    ["cloze.categorySensitivity.punctuation", "cloze.categorySensitivity.style"],
  ],
  [{ words: ["a", 3] }, ["cloze.words[1]"]],
  [{ words: "a" }, ["cloze.words"]],
  [
    { ignoredPairs: [{ original: "a" }, "b"] },
    ["cloze.ignoredPairs[0].fix", "cloze.ignoredPairs[1].original", "cloze.ignoredPairs[1].fix"],
  ],
  [{ languages: { tex: "word" } }, ["cloze.languages.tex"]],
  [
    { threads: 1.5, maxFindings: 0, maxFileSize: Number.NaN },
    ["cloze.threads", "cloze.maxFindings", "cloze.maxFileSize"],
  ],
  [{ colour: 1, __proto__: null }, ["cloze.colour"]],
])("%j has the bad keys %j and is complete all the same", (given, expected) => {
  const { settings, badKeys } = parseSettings(given);
  expect(badKeys).toEqual(expected);
  expect(Object.keys(settings)).toEqual(Object.keys(defaultSettings));
});

test("good values stand beside bad ones", () => {
  const { settings } = parseSettings({ words: ["a", 3, "b"], languages: { tex: "plain" }, sensitivity: "loud" });
  expect(settings.words).toEqual(["a", "b"]);
  expect(settings.languages).toEqual({ ...defaultSettings.languages, tex: "plain" });
  expect(settings.sensitivity).toBe("balanced");
});
