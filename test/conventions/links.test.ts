import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// What the texts name exists: the targets of links with their headings, and files and folders in code spans.

const root = resolve(import.meta.dirname, "../..");

/** Paths are named from the root, or from the folders of the code. */
const PLACES = ["", "src", "scripts"];

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .filter((page) => !/^(media|test)\//u.test(page) && existsSync(join(root, page)));

/** A page without its blocks of code. */
function proseOf(page: string): string {
  return readFileSync(join(root, page), "utf8").replace(/^[ ]*```.*?^[ ]*```/gmsu, "");
}

/** What in code spans looks like a path of ours: its first folder is one, in the root or in what holds the code. */
function namesIn(prose: string): string[] {
  const first = PLACES.flatMap((place) => readdirSync(join(root, place), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !/^(\.git|node_modules|build|dist|model)$/u.test(entry.name))
    .map((entry) => entry.name.replaceAll(".", "\\."));
  const path = new RegExp(`\`((?:${first.join("|")})/[\\w./-]*)\``, "gu");
  return Array.from(prose.matchAll(path), ([, name]) => name!);
}

/** With or without its extension. */
function isThere(place: string, name: string): boolean {
  return ["", ".ts", ".py"].some((extension) => existsSync(join(root, place, name + extension)));
}

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(page: string): string[] {
  return Array.from(proseOf(page).matchAll(/^#+ (.+)$/gmu), ([, heading]) => anchorOf(heading!));
}

/** @returns what is wrong with a link of a page, if anything */
function problemOf(page: string, target: string): string | undefined {
  const [path, anchor] = target.split("#") as [string, string | undefined];
  const file = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return `${target}: no such file`;
  if (anchor === undefined || anchorsOf(file).includes(anchor)) return undefined;
  return `${target}: no such heading`;
}

describe.each(pages)("%s", (page) => {
  it("links to what exists", () => {
    const targets = Array.from(proseOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/gu), ([, target]) => target!);
    expect(targets.flatMap((target) => problemOf(page, target) ?? [])).toEqual([]);
  });

  it("names files that exist", () => {
    expect(namesIn(proseOf(page)).filter((name) => !PLACES.some((place) => isThere(place, name)))).toEqual([]);
  });
});
