import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { VERSION } from "../../src/cli/version.js";
import { languageOfFile } from "../../src/grammar/prose/languageOfFile.js";
import { PARSER_BY_LANGUAGE } from "../../src/grammar/prose/parsers.js";

const root = resolve(import.meta.dirname, "../..");

interface Manifest {
  readonly publisher: string;
  readonly version: string;
  readonly displayName: string;
  readonly description: string;
  readonly license: string;
  readonly icon: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly repository: { readonly type: string; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
    readonly languages: readonly { readonly id: string; readonly extensions?: readonly string[] }[];
    readonly problemMatchers: readonly [
      {
        readonly pattern: Readonly<Record<"file" | "line" | "column" | "code" | "message", number>> & {
          readonly regexp: string;
        };
      },
    ];
    readonly commands: readonly { readonly command: string; readonly title?: string; readonly category?: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: Readonly<Record<string, string>> }[];
    }[];
  };
}
const manifest = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as Manifest;
const { version, capabilities, contributes } = manifest;
const texts = (
  existsSync(resolve(root, "package.nls.json"))
    ? JSON.parse(readFileSync(resolve(root, "package.nls.json"), "utf8"))
    : {}
) as Record<string, string>;
const said = (text: string): string => text.replace(/^%(.+)%$/, (_, key: string) => texts[key] ?? "");
const commands = new Set(contributes.commands.map(({ command }) => command));
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Of Visual Studio Marketplace and Open VSX alike. */
const CATEGORIES = ["AI", "Chat", "Data Science", "Debuggers", "Education", "Extension Packs", "Formatters", "Keymaps", "Language Packs", "Linters", "Machine Learning", "Notebooks", "Other", "Programming Languages", "SCM Providers", "Snippets", "Testing", "Themes", "Visualization"]; // prettier-ignore

describe("the manifest", () => {
  it("has what the registries of extensions want to show", () => {
    const { publisher, displayName, description, license, icon, categories, keywords, repository, bugs, homepage } = manifest; // prettier-ignore
    expect(publisher).toMatch(/^[a-z0-9-]+$/);
    expect(displayName).not.toBe("");
    expect(description.length).toBeLessThanOrEqual(200);
    expect(readFileSync(resolve(root, "LICENSE"), "utf8")).toContain(`${license} License`);
    expect(categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
    expect(keywords.length).toBeLessThanOrEqual(30);
    expect([repository.url, bugs.url, homepage].filter((url) => !url.startsWith("https://"))).toEqual([]);
    // A PNG begins with its size; 128 pixels are the least, and no SVG is taken.
    const png = readFileSync(resolve(root, icon));
    expect(png.toString("latin1", 1, 4)).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128].map((least) => Math.max(least, png.readUInt32BE(16)))); // prettier-ignore
  });

  it("has a problem matcher that takes the command line's concise report apart", () => {
    const [{ pattern }] = contributes.problemMatchers;
    const line =
      "docs/a b.md:3:15: verb-after-auxiliary: “throws” → “throw”: after “should” the verb has its plain form · 97 %";
    const found = new RegExp(pattern.regexp, "u").exec(line)!;
    expect((["file", "line", "column", "code", "message"] as const).map((name) => found[pattern[name]])).toEqual([
      "docs/a b.md",
      "3",
      "15",
      "verb-after-auxiliary",
      line.slice(line.indexOf("“")),
    ]);
  });

  it.each(contributes.commands)("names $command for the palette", ({ title, category }) => {
    expect(said(title ?? "")).not.toBe("");
    expect(said(category ?? "")).toBe("Cloze");
  });

  it("lets no workspace that is not trusted say anything, and none at all what the machine is to bear", () => {
    const scopes = Object.entries(contributes.configuration.properties).map(
      ([key, { scope }]) => [key, scope] as const,
    );
    const ofMachine = scopes.filter(([, scope]) => scope === "machine").map(([key]) => key);
    expect(ofMachine).toEqual(["cloze.threads", "cloze.retrain.minutes"]);
    const others = scopes.filter(([, scope]) => scope !== "machine").map(([key]) => key);
    expect([...capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(others.sort());
  });

  it("binds keys to commands that exist, each key once, and only where there is text", () => {
    const { keybindings } = contributes;
    expect(keybindings.filter(({ command }) => !commands.has(command))).toEqual([]);
    expect(new Set(keybindings.map(({ key }) => key)).size).toBe(keybindings.length);
    expect(keybindings.filter(({ when }) => !when?.includes("editorTextFocus"))).toEqual([]);
  });

  const formats = contributes.languages.filter(({ id }) => id !== "jsonc");

  it.each(formats)("has the same files for $id as the command line", ({ id, extensions = [] }) => {
    expect(extensions).not.toEqual([]);
    expect(PARSER_BY_LANGUAGE).toHaveProperty(id);
    expect(extensions.map((extension) => languageOfFile(`a${extension}`))).toEqual(extensions.map(() => id));
  });

  it("puts only commands that exist into menus and into the walkthrough", () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const linked = steps.flatMap(({ description }) =>
      Array.from(said(description).matchAll(/command:(cloze\.\w+)/g), (match) => match[1]!),
    );
    expect(linked.length).toBeGreaterThan(4);
    expect([...inMenus, ...linked].filter((command) => !commands.has(command))).toEqual([]);
  });

  it("ships the walkthrough's pictures, each with words for those who do not see it", () => {
    const shipped = readFileSync(resolve(root, ".vscodeignore"), "utf8")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    for (const { media } of steps) {
      expect(existsSync(resolve(root, media["svg"]!))).toBe(true);
      expect(picomatch.isMatch(media["svg"]!, shipped)).toBe(true);
      expect(said(media["altText"]!).length).toBeGreaterThan(10);
    }
  });
});

it("says in the command line which version it is", () => {
  expect(VERSION).toBe(version);
});
