import { stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { FileProblem } from "../../files/fileProblem.js";
import { repositoryOf } from "../../files/repositoryOf.js";
import { readTextFile } from "../../files/textFile.js";
import { createProjectReader as createReader, type ProjectPlace, type ProjectReader } from "../projectReader.js";

export { emptyProject, type Project } from "../project.js";

/** Bytes: a hundred thousand words and more. */
const MOST = 16_000_000;

/** Of this machine: files only, and of a repository only what lies in it. */
const disk: ProjectPlace = {
  async read(path, folder) {
    // Who made the repository may have made its files links.
    const within = folder === undefined ? {} : { within: [(await repositoryOf(folder)) ?? folder] };
    try {
      return { text: (await readTextFile(path, { ...within, most: MOST })).text };
    } catch (error) {
      if (error instanceof FileProblem && error.kind === "missing") return undefined;
      return { problem: error instanceof FileProblem ? error.message : `${path}: ${String(error)}.` };
    }
  },
  exists: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  parentOf: dirname,
  join,
  relative: (folder, path) => relative(folder, path).split(sep).join("/"),
};

export function createProjectReader(): ProjectReader {
  return createReader(disk);
}
