import { fileURLToPath } from "node:url";
import { createProseReader } from "../../grammar/proseReader.js";
import { readContract } from "../../inference/node.js";
import { gather, type Gathered } from "../../training/sources/gather.js";
import type { Session } from "../session.js";
import type { LearningPlace } from "./learning.js";

/** All that the workspace has to learn from. @throws when it is stopped */
export async function gatherHere(session: Session, place: LearningPlace, signal: AbortSignal): Promise<Gathered> {
  const folders = session.projects.folders().map(({ uri }) => uri);
  const { modelPath } = await session.settings.of();
  const contract = await readContract(modelPath === "" ? place.training.shippedModel : modelPath);
  const words = await Promise.all(
    folders.map(async (uri) => {
      const [{ words: own }, { layer }] = await Promise.all([session.settings.of(uri), session.projects.ofFolder(uri)]);
      return [...own, ...(layer.words ?? [])];
    }),
  );
  return gather({
    folders: folders.map((uri) => fileURLToPath(uri)),
    reader: createProseReader(contract.text),
    decisions: await place.decisions.read(),
    words: words.flat(),
    signal,
  });
}
