import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(import.meta.dirname, "../../..");

/** A regular expression of `src/`. */
export interface Pattern {
  /** `file:line`, or what made it. */
  readonly place: string;
  readonly pattern: RegExp;
}

/** What stands in `src/`: the literals, and the files in which regular expressions are made while the program runs. */
export async function patternsInSource(): Promise<{ literals: readonly Pattern[]; makers: readonly string[] }> {
  const literals: Pattern[] = [];
  const makers = new Set<string>();
  for (const path of await filesOf(join(ROOT, "src"))) {
    const file = ts.createSourceFile(path, await readFile(path, "utf8"), ts.ScriptTarget.ESNext, true);
    const name = relative(ROOT, path);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        const slash = node.text.lastIndexOf("/");
        const pattern = new RegExp(node.text.slice(1, slash), node.text.slice(slash + 1));
        literals.push({ place: `${name}:${String(line)}`, pattern });
      }
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp")
        makers.add(name);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { literals, makers: [...makers].sort() };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name)).sort(); // prettier-ignore
}

/** Runs something, and gives every regular expression that a file of `src/` makes meanwhile. */
export async function patternsMadeBy(run: () => Promise<void>): Promise<readonly Pattern[]> {
  const made = new Map<string, Pattern>();
  const Original = RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, parts: ConstructorParameters<RegExpConstructor>) {
      const pattern = new target(...parts);
      const place = /\/(src\/[^\s:()]+\.ts)/u.exec(new Error().stack?.split("\n").slice(2, 4).join("\n") ?? "")?.[1];
      if (place !== undefined) made.set(`${place} ${String(pattern)}`, { place, pattern });
      return pattern;
    },
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = Original;
  }
  return [...made.values()];
}

/** Reads the modules below a folder of `src/` anew. */
export async function importAll(folder: string): Promise<void> {
  for (const path of await filesOf(join(ROOT, "src", folder))) if (!path.endsWith(".d.ts")) await import(path);
}
