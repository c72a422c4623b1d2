import { fileURLToPath } from "node:url";
import { FileProblem } from "../../files/fileProblem.js";
import { createProseReader } from "../../grammar/proseReader.js";
import { readManifest } from "../../inference/node/loadModel.js";
import type { Decision } from "../../training/decisions/decision.js";
import { gather, type Gathered } from "../../training/sources/gather.js";
import type { Session } from "../session.js";
import type { LearningStorage } from "./learning.js";

/** All that the workspace has to learn from. @throws when it is stopped */
export async function gatherHere(session: Session, place: LearningStorage, signal: AbortSignal): Promise<Gathered> {
  const folders = session.projects.folders().map(({ uri }) => uri);
  const { modelPath } = await session.settings.of();
  const manifest = await readManifest(modelPath === "" ? place.training.shippedModel : modelPath);
  const words = await Promise.all(
    folders.map(async (uri) => {
      const [{ words: own }, { layer }] = await Promise.all([session.settings.of(uri), session.projects.ofFolder(uri)]);
      return [...own, ...(layer.words ?? [])];
    }),
  );
  const { decisions, problem } = await decisionsOf(place);
  const gathered = await gather({
    folders: folders.map((uri) => fileURLToPath(uri)),
    reader: createProseReader(manifest.text),
    decisions,
    words: words.flat(),
    signal,
  });
  return problem === undefined ? gathered : { ...gathered, notes: [...gathered.notes, problem] };
}

/** A file that cannot be read is told of; there is more to learn from. */
async function decisionsOf({ decisions }: LearningStorage): Promise<{ decisions: Decision[]; problem?: string }> {
  try {
    return { decisions: await decisions.read() };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { decisions: [], problem: error.message };
  }
}
