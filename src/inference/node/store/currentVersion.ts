import { join } from "node:path";
import { AdapterError, type AdapterShape, readAdapter } from "../adapterFile.js";
import { listVersions, readIfThere } from "./storeFolder.js";
import { parseChoice, parseVersion, problemOfDescription, type Version } from "./version.js";

/** What to run: without `version` the model that ships. */
export interface Current {
  readonly version?: Version;
  /** The adapter of the version, whose bytes have been checked. */
  readonly path?: string;
  /** One or two sentences for the writer: why it is not the one that was chosen. */
  readonly problem?: string;
}

/** The choice, or, where that cannot be used, the newest version that can; `undefined` if nothing was chosen. */
export async function currentVersion(folder: string, shape: AdapterShape): Promise<Current | undefined> {
  const text = await readIfThere(choiceIn(folder));
  if (text === undefined) return undefined;
  const id = parseChoice(text);
  if (id === null) return {};
  const versions = await listVersions(folder);
  const version = versions.find((one) => one.id === id);
  if (!version) return newestInstead(await missingSaid(id, folder), versions, folder, shape);
  const problem = await problemOf(version, folder, shape);
  if (problem === undefined) return { version, path: adapterOf(version.id, folder) };
  const said = `The retrained model of ${dayOf(version)} ${problem} and is set aside.`;
  return newestInstead(said, versions, folder, shape);
}

async function missingSaid(id: string | undefined, folder: string): Promise<string> {
  if (id === undefined) return `${choiceIn(folder)} is damaged: it does not say which model was chosen.`;
  const path = descriptionOf(id, folder);
  const text = await readIfThere(path);
  if (text === undefined || parseVersion(text)?.id === id) return "The retrained model that was chosen is gone.";
  return `The retrained model that was chosen is set aside, since ${path} is damaged: ${problemOfDescription(text)}.`;
}

async function newestInstead(
  problem: string,
  versions: readonly Version[],
  folder: string,
  shape: AdapterShape,
): Promise<Current> {
  for (const version of versions) {
    if ((await problemOf(version, folder, shape)) !== undefined) continue;
    return {
      version,
      path: adapterOf(version.id, folder),
      problem: `${problem} Cloze uses the one of ${dayOf(version)}.`,
    };
  }
  return {
    problem: `${problem} Cloze uses the model that it ships with; “Retrain Correction Model” makes a new one.`,
  };
}

/** What is wrong with a version, as the end of a sentence; `undefined` if nothing is. */
export async function problemOf(version: Version, folder: string, shape: AdapterShape): Promise<string | undefined> {
  return adapterProblem(adapterOf(version.id, folder), shape);
}

/** What is wrong with an adapter file, as the end of a sentence; `undefined` if nothing is. */
export async function adapterProblem(path: string, shape: AdapterShape): Promise<string | undefined> {
  try {
    await readAdapter(path, shape);
    return undefined;
  } catch (error) {
    if (error instanceof AdapterError) return problems[error.kind];
    throw error;
  }
}

const problems: Readonly<Record<AdapterError["kind"], string>> = {
  missing: "cannot be read",
  broken: "is damaged",
  incompatible: "was made for another version of Cloze’s model",
};

export function adapterOf(id: string, folder: string): string {
  return join(folder, `${id}.bin`);
}

export function descriptionOf(id: string, folder: string): string {
  return join(folder, `${id}.json`);
}

export function choiceIn(folder: string): string {
  return join(folder, "current.json");
}

export function dayOf({ date }: Version): string {
  return date.slice(0, 10);
}
