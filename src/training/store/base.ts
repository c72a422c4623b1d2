import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The model that an adapter belongs to: with any other its numbers mean nothing. */
export interface BaseModel {
  /** The same for two models exactly if an adapter of the one fits the other. */
  readonly id: string;
  /** Numbers in an adapter. */
  readonly adapterLength: number;
}

/** Files that an adapter does not depend on: it stays good when only they change. */
const BESIDE = new Set(["README.md", "lexicon.txt", "train.onnx", "rehearsal.jsonl"]);

/** @throws if the folder's `model.json` cannot be read */
export async function readBase(model: string): Promise<BaseModel> {
  const contract = JSON.parse(await readFile(join(model, "model.json"), "utf8")) as {
    readonly files: Readonly<Record<string, string>>;
    readonly adapterLength: number;
  };
  return baseOf(contract.files, contract.adapterLength);
}

/** @param files the SHA-256 of each file of the model, by name */
export function baseOf(files: Readonly<Record<string, string>>, adapterLength: number): BaseModel {
  const essential = Object.entries(files)
    .filter(([name]) => !BESIDE.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const id = createHash("sha256")
    .update(JSON.stringify([adapterLength, essential]))
    .digest("hex");
  return { id, adapterLength };
}
