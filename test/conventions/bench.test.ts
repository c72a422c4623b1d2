import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// The benchmarks and the soak load what they take from the product when they run, so that no compiler notices that it has moved.

const root = resolve(import.meta.dirname, "../..");
const taken = readdirSync(join(root, "bench"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".mjs"))
  .flatMap((name) => {
    const text = readFileSync(join(root, "bench", name), "utf8");
    const calls = text.matchAll(/const (\{[^}]*\}|\w+) = await loadSource\(root, "([^"]+)"\)/gu);
    return Array.from(calls, ([, what, path]) => ({ bench: name, what: what!, path: join(root, "src", path!), text }));
  });

describe("what the benchmarks take from the product", () => {
  it("is found", () => {
    expect(taken.length).toBeGreaterThanOrEqual(4);
  });

  it.each(taken)("is there: $bench, $what", ({ what, path, text }) => {
    expect(existsSync(path)).toBe(true);
    const names = what.startsWith("{")
      ? what
          .slice(1, -1)
          .split(",")
          .map((name) => name.trim().split(":")[0]!)
      : Array.from(text.matchAll(new RegExp(`\\b${what}\\.(\\w+)\\(`, "gu")), ([, name]) => name!);
    const source = readFileSync(path, "utf8");
    const missing = names.filter((name) => !new RegExp(`^export (?:async )?(?:function|const|class) ${name}\\b`, "mu").test(source)); // prettier-ignore
    expect(names.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});
