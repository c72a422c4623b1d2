import { type Event, EventEmitter, type Memento } from "vscode";
import type { IgnoreHereArgument } from "../../protocol.js";

const KEY = "cloze.ignoredHere";
/** The oldest go. */
const MOST = 1_000;

/** Findings that the writer ignores in one sentence. VS Code keeps them with the workspace, on this machine, and does not sync them. */
export interface IgnoredSentenceStore {
  readonly onChange: Event<void>;
  all(): readonly IgnoreHereArgument[];
  add(place: IgnoreHereArgument): Promise<void>;
  remove(place: IgnoreHereArgument): Promise<void>;
  clear(): Promise<void>;
}

export function createIgnoredSentenceStore(memento: Memento): IgnoredSentenceStore {
  const emitter = new EventEmitter<void>();
  const all = (): IgnoreHereArgument[] => {
    const kept: unknown = memento.get(KEY);
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  };
  const keep = async (places: readonly IgnoreHereArgument[]): Promise<void> => {
    await memento.update(KEY, places.length > 0 ? places : undefined);
    emitter.fire();
  };
  const others = ({ key }: IgnoreHereArgument): IgnoreHereArgument[] => all().filter((place) => place.key !== key);
  return {
    onChange: emitter.event,
    all,
    add: (place) => keep([...others(place), place].slice(-MOST)),
    remove: (place) => keep(others(place)),
    clear: () => keep([]),
  };
}

function isPlace(value: unknown): value is IgnoreHereArgument {
  const place = value as Partial<IgnoreHereArgument> | null;
  return [place?.key, place?.original, place?.fix].every((part) => typeof part === "string");
}
