import { randomBytes } from "node:crypto";
import { chmod, copyFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder, PRIVATE_FILE, writePrivate } from "../../../files/privateFiles.js";
import type { AdapterShape } from "../adapterFile.js";
import { type TrainingReport, WITH_SENTENCES } from "./report.js";
import {
  adapterOf,
  adapterProblem,
  choiceIn,
  type Current,
  currentVersion,
  dayOf,
  descriptionOf,
  problemOf,
} from "./currentVersion.js";
import { listVersions, readIfThere, sweep } from "./storeFolder.js";
import { type LastTraining, parseLastTraining, type Version } from "./version.js";

/**
 * The retrained models of a workspace, or those for all: `ID.bin` and `ID.json` each, `current.json` for the one in use, `last.json` for the last
 * training. All of it is the writer's alone. Every file appears whole or not at all, and the choice is the last to be written, so that whatever is interrupted,
 * and whoever else writes at the same time, what was chosen before still stands.
 */
export interface ModelStore {
  /** A path of nobody else's for a training to write its adapter to. */
  incoming(): Promise<string>;
  /** Takes an adapter in and makes it the current one. @throws if it is damaged or cannot be written; nothing has changed then */
  add(path: string, report: TrainingReport, date: Date): Promise<Version>;
  /** Takes in what another store has as well, without the sentences of its report, and makes it the current one. @throws as `add` does */
  copy(version: Version, from: ModelStore): Promise<void>;
  /** Where the adapter of a version is. */
  pathOf(version: Version): string;
  /** The newest first; those for other models, too. */
  list(): Promise<Version[]>;
  /** `undefined` if nothing was ever chosen. */
  current(): Promise<Current | undefined>;
  /** @param id `null` for the model that ships @throws if there is no such version, or it does not fit the model */
  use(id: string | null): Promise<void>;
  /** As if nothing had ever been chosen; the versions stay. */
  forgetChoice(): Promise<void>;
  remember(training: LastTraining): Promise<void>;
  /** `undefined` if there was none. */
  last(): Promise<LastTraining | undefined>;
  /** Versions, choice and last training. */
  eraseAll(): Promise<void>;
}

interface ModelStoreOptions {
  readonly folder: string;
  /** Of the model that is in use: adapters for others are set aside. */
  readonly shape: AdapterShape;
  /** Writes a file so that it is there as a whole or not at all. */
  readonly write?: (path: string, text: string) => Promise<void>;
}

/** Versions that are kept beside the newest. */
const KEPT = 10;

export function createModelStore({ folder, shape, write = writePrivate }: ModelStoreOptions): ModelStore {
  const lastTraining = join(folder, "last.json");

  async function choose(id: string | null): Promise<void> {
    await makePrivateFolder(folder);
    await write(choiceIn(folder), JSON.stringify({ id }));
  }

  async function takeIn(path: string, version: Version): Promise<void> {
    const problem = await adapterProblem(path, shape);
    if (problem !== undefined) throw new Error(`The new model ${problem}, so the old one stays.`);
    const { id } = version;
    try {
      await chmod(path, PRIVATE_FILE);
      await rename(path, adapterOf(id, folder));
      await write(descriptionOf(id, folder), JSON.stringify(version));
      await choose(id);
    } catch (error) {
      await remove(id, folder);
      throw error;
    }
    const others = (await listVersions(folder)).filter((other) => other.id !== id);
    for (const old of others.slice(KEPT)) await remove(old.id, folder);
  }

  return {
    incoming: () => incomingPath(folder),
    async add(path, report, date) {
      const version = newVersion(report, date);
      await takeIn(path, version);
      return version;
    },
    async copy(version, from) {
      const path = await incomingPath(folder);
      try {
        await copyFile(from.pathOf(version), path);
        await takeIn(path, withoutSentences(version));
      } finally {
        await rm(path, { force: true });
      }
    },
    pathOf: ({ id }) => adapterOf(id, folder),
    list: () => listVersions(folder),
    current: () => currentVersion(folder, shape),
    async use(id) {
      if (id === null) return choose(null);
      const version = (await listVersions(folder)).find((one) => one.id === id);
      if (!version) throw new Error("That version is gone.");
      const problem = await problemOf(version, folder, shape);
      if (problem !== undefined) throw new Error(`The model of ${dayOf(version)} ${problem}.`);
      await choose(id);
    },
    forgetChoice: () => rm(choiceIn(folder), { force: true }),
    async remember(training) {
      await makePrivateFolder(folder);
      await write(lastTraining, JSON.stringify(training));
    },
    last: async () => parseLastTraining((await readIfThere(lastTraining)) ?? ""),
    eraseAll: () => rm(folder, { recursive: true, force: true }),
  };
}

async function incomingPath(folder: string): Promise<string> {
  await makePrivateFolder(folder);
  await sweep(folder, Date.now());
  return join(folder, `incoming-${randomBytes(6).toString("hex")}`);
}

function newVersion(report: TrainingReport, date: Date): Version {
  const id = `${date.toISOString().replace(/\W/gu, "-")}${randomBytes(3).toString("hex")}`;
  return { format: 1, id, date: date.toISOString(), report };
}

/** Whoever takes a model elsewhere takes what it does and its figures, not what stands in the project that it is from. */
function withoutSentences(version: Version): Version {
  const none = Object.fromEntries(WITH_SENTENCES.filter((key) => key in version.report).map((key) => [key, []]));
  return { ...version, report: { ...version.report, ...none } };
}

async function remove(id: string, folder: string): Promise<void> {
  await rm(descriptionOf(id, folder), { force: true });
  await rm(adapterOf(id, folder), { force: true });
}
