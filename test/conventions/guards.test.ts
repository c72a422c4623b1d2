import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const test = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(test, path), "utf8");
const { contributes } = JSON.parse(read("../package.json")) as {
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, unknown> };
  };
};
const titles = JSON.parse(read("../package.nls.json")) as Record<string, string>;
const titleOf = (title: string): string => (titles[title.replaceAll("%", "")] ?? title).replace("…", "");

const ROW = /^\| (.+?) +\| `([^`]+)`: (.+?) +\|$/gmu;
const table = read("README.md");
const rows = Array.from(table.matchAll(ROW), ([, promise, file, name]) => ({ promise: promise!, file: file!, name: name! })); // prettier-ignore

describe("test/README.md", () => {
  it("names tests that there are", () => {
    expect(rows.length).toBe(table.split("\n").filter((line) => line.includes(": ") && line.startsWith("| ")).length);
    const missing = rows.filter(({ file, name }) => !read(file).includes(name));
    expect(missing).toEqual([]);
  });

  it("has a test for each setting and each command of the manifest, and for none that is gone", () => {
    const named = rows.flatMap(({ promise }) => /^`(cloze\.[\w.]+)`$/u.exec(promise)?.[1] ?? []);
    const commands = contributes.commands.map(({ command }) => command);
    expect(named.sort()).toEqual([...Object.keys(contributes.configuration.properties), ...commands].sort());
  });
});

it("each command is run in the real workbench, by its name or from the palette", () => {
  const files = (readdirSync(join(test, "e2e"), { recursive: true }) as string[]).filter(
    (name) => name.endsWith(".ts") && !name.startsWith("out"),
  );
  const text = files.map((name) => read(join("e2e", name))).join("\n");
  const never = contributes.commands.filter(
    ({ command, title }) => !text.includes(`executeCommand("${command}"`) && !text.includes(`Cloze: ${titleOf(title)}`),
  );
  expect(never.map(({ command }) => command).filter((command) => !/next|previous/u.test(command))).toEqual([]);
  for (const command of ["cloze.nextFinding", "cloze.previousFinding"]) expect(text).toContain(`"${command}"`);
});
