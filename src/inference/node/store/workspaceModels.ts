import type { ModelStore } from "./modelStore.js";
import type { Current } from "./currentVersion.js";
import type { Version } from "./version.js";

/** For whom a model is kept, chosen or in use: this workspace, or all of them. */
type ModelScope = "workspace" | "everywhere";

export interface CurrentHere extends Current {
  /** Who chose it; `undefined` if nobody did. */
  readonly scope?: ModelScope;
}

interface VersionHere {
  readonly version: Version;
  /** Where it is kept; what is kept in both stores is the workspace's. */
  readonly scope: ModelScope;
}

/**
 * The retrained models that a workspace can use: its own, and those for all workspaces. What it has chosen itself, the model
 * that ships included, goes over what is chosen for all.
 */
export interface WorkspaceModels {
  current(): Promise<CurrentHere>;
  /** What workspaces use that have chosen nothing themselves; `undefined` if nothing was chosen for all. */
  forAll(): Promise<Current | undefined>;
  /** Each version once, the newest first. */
  list(): Promise<VersionHere[]>;
  /**
   * What is chosen for all workspaces is what this one then follows.
   * @param id `null` for the model that ships @throws if there is no such version, it does not fit the model, or nothing is kept in that scope
   */
  use(id: string | null, scope: ModelScope): Promise<void>;
  /** Those for all workspaces, too. */
  eraseAll(): Promise<void>;
}

interface WorkspaceStores {
  /** Absent where nothing may be learned. */
  readonly own?: ModelStore | undefined;
  /** Absent where the client has no folder that all its workspaces share. */
  readonly shared?: ModelStore | undefined;
}

export function createWorkspaceModels({ own, shared }: WorkspaceStores): WorkspaceModels {
  return {
    async current() {
      const mine = await own?.current();
      if (mine) return { ...mine, scope: "workspace" };
      const ours = await shared?.current();
      return ours ? { ...ours, scope: "everywhere" } : {};
    },
    forAll: async () => shared?.current(),
    async list() {
      const mine = await versionsOf(own);
      const others = (await versionsOf(shared)).filter(({ id }) => !mine.some((version) => version.id === id));
      return [...mine.map(keptIn("workspace")), ...others.map(keptIn("everywhere"))].sort((a, b) =>
        a.version.date < b.version.date ? 1 : -1,
      );
    },
    async use(id, scope) {
      if (scope === "workspace") return choose(id, own, shared);
      await choose(id, shared, own);
      await own?.forgetChoice();
    },
    async eraseAll() {
      const done = await Promise.allSettled([own?.eraseAll(), shared?.eraseAll()]);
      const failed = done.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}

/** Chooses in one store what it has, or what the other has. */
async function choose(id: string | null, store: ModelStore | undefined, other: ModelStore | undefined): Promise<void> {
  if (!store) throw new Error("No models are kept there.");
  const isThere = id === null || (await versionsOf(store)).some((version) => version.id === id);
  const lent = isThere ? undefined : (await versionsOf(other)).find((version) => version.id === id);
  if (other && lent) await store.copy(lent, other);
  else await store.use(id);
}

async function versionsOf(store: ModelStore | undefined): Promise<Version[]> {
  return store ? store.list() : [];
}

function keptIn(scope: ModelScope): (version: Version) => VersionHere {
  return (version) => ({ version, scope });
}
