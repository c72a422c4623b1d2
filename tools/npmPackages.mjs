// Makes the npm packages of the command line: `npm run package:npm`. `cloze` runs everywhere, in WebAssembly; beside it npm installs the
// native runtime of the one platform, as an optional dependency, if there is one. No package has an install script.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildForPackages } from "./package.mjs";
import { packageFiles, PLATFORMS, root, UNIVERSAL } from "./packageFiles.mjs";
import { messageOf, run } from "./run.mjs";

/** What is for the extension only. */
const OF_EDITOR =
  /^(?:package\.json|README\.md|CHANGELOG\.md|package\.nls.*|l10n\/.*|media\/.*|dist\/(?:extension\.js|web\/.*))$/;
const RUNTIME = "dist/node_modules/";
/** The library, which a platform's package has in a folder of its own; what it needs is bundled. */
const NATIVE = "onnxruntime-node/";

/** @param {string} platform one of PLATFORMS */
const nameOf = (platform) => `@cloze-editor/runtime-${platform}`;

/**
 * @param {string} out the folder that they go into
 * @param {readonly string[]} [platforms] whose runtimes are packaged too
 * @throws if the build fails, or npm
 */
export async function packNpm(out, platforms = PLATFORMS) {
  await mkdir(out, { recursive: true });
  const { version, license, repository, bugs, homepage, engines } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const shared = { version, license, repository, bugs, homepage, engines };
  const all = await packageFiles(UNIVERSAL);
  const files = all.filter(({ to }) => !OF_EDITOR.test(to));
  await pack(out, [...files, { from: "docs/command-line.md", to: "README.md" }], {
    name: "cloze",
    description: "Checks English grammar with a masked language model that runs on your own machine.",
    ...shared,
    bin: { cloze: "dist/cli.js" },
    optionalDependencies: Object.fromEntries(PLATFORMS.map((platform) => [nameOf(platform), version])),
  });
  for (const platform of platforms) {
    const [os = "", cpu = ""] = platform.split("-");
    const runtime = (await packageFiles(platform)).filter(({ to }) => to.startsWith(RUNTIME));
    await pack(out, runtime.map(inRuntime), {
      name: nameOf(platform),
      description: `The native runtime of Cloze for ${platform}.`,
      ...shared,
      main: `${NATIVE}dist/index.js`,
      os: [os],
      cpu: [cpu],
      ...(os === "linux" && { libc: ["glibc"] }),
    });
  }
}

/** @param {{ from: string, to: string }} file */
function inRuntime({ from, to }) {
  return { from, to: to.startsWith(`${RUNTIME}${NATIVE}`) ? to.slice(RUNTIME.length) : to };
}

/**
 * @param {string} out @param {readonly { from: string, to: string }[]} files `to` is where the packages of an extension lie
 * @param {Record<string, unknown>} manifest
 */
async function pack(out, files, manifest) {
  const folder = await mkdtemp(join(tmpdir(), "cloze-npm-"));
  try {
    const bundled = new Set();
    for (const { from, to } of files) {
      const isBundled = to.startsWith(RUNTIME);
      if (isBundled) bundled.add(to.slice(RUNTIME.length).split("/", 1)[0]);
      const place = join(folder, isBundled ? `node_modules/${to.slice(RUNTIME.length)}` : to);
      await mkdir(dirname(place), { recursive: true });
      await cp(join(root, from), place);
    }
    const bundle = {
      bundleDependencies: [...bundled],
      dependencies: Object.fromEntries([...bundled].map((name) => [name, "*"])),
    };
    await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, ...bundle }, null, 2));
    await run("npm", ["pack", "--silent", "--pack-destination", resolve(out)], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: "string", default: "build/npm" } } });
  try {
    await buildForPackages();
    await packNpm(resolve(root, values.out));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
