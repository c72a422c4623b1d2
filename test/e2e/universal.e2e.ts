import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { listFiles } from "@vscode/vsce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageFiles, UNIVERSAL } from "../../tools/packageFiles.mjs";
import { mistake, sound } from "../mistakes/mistakes.js";
import { Workbench } from "./workbench.js";

const SERVER = /dist[/\\]server\.js/;
/** A cold WebAssembly of 14 MB on two busy cores, in milliseconds. */
const FINDINGS = { timeout: 90_000, interval: 200 };
const { source, target, original, fix } = mistake("agreement");
const FILES = { "fix.md": `${source}\n\n${sound()}\n` };
/** Native code of the runtime, in the names of the files that a process has mapped. */
const NATIVE = /libonnxruntime|onnxruntime_binding/;

it("is packed of what `vsce ls` shows, and the runtime", async () => {
  const listed = await listFiles({ cwd: resolve(import.meta.dirname, "../..") });
  const packed = (await packageFiles(UNIVERSAL)).map(({ to }) => to);
  expect(packed.filter((path) => !path.startsWith("dist/node_modules/"))).toEqual(listed.sort());
});

describe("the universal VSIX in the workbench", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await Workbench.start({ files: FILES, vsix: process.env["CLOZE_UNIVERSAL_VSIX"]! });
  });
  afterAll(() => workbench.stop());

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("underlines a mistake and mends it", async () => {
    await workbench.openFile("fix.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.placeCaretBefore(original);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(new RegExp(`→ “${fix}”`, "u"));
    await expect.poll(() => workbench.text()).toContain(target);
    await expect.poll(underlined, FINDINGS).toEqual([]);
  }, 200_000);

  it.runIf(process.platform === "linux")("has and runs no native code of the runtime", () => {
    const [server] = workbench.processes(SERVER);
    expect(readFileSync(`/proc/${String(server)}/maps`, "utf8")).not.toMatch(NATIVE);
    const installed = readdirSync(join(workbench.extensions, extensionFolder(workbench)), { recursive: true }).map(String);
    expect(installed.filter((path) => path.endsWith(".node"))).toEqual([]);
    expect(installed.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  }); // prettier-ignore
});

function extensionFolder({ extensions }: Workbench): string {
  return readdirSync(extensions).find((name) => name.startsWith("cloze."))!;
}
