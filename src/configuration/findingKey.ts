import { sha256 } from "@noble/hashes/sha2.js";
import type { Finding } from "../grammar/findings.js";
import type { Sentence } from "../grammar/sentences.js";
import { firstHolderOf, type Span } from "../grammar/span.js";

/**
 * Names a finding by its sentence and its edit, so that it is the same wherever the sentence stands; a hash, which tells nobody what
 * the sentence says.
 * @param sentences that it was made in
 * @returns `undefined` if it lies in none of the sentences
 */
export function findingKey(
  { anchor, operation, original, fixes }: Pick<Finding, "anchor" | "operation" | "original" | "fixes">,
  sentences: readonly Sentence[],
): string | undefined {
  const sentence = holderIn(sentences)(anchor);
  if (!sentence) return undefined;
  const index = sentence.words.findIndex(({ end }) => end > anchor.start);
  const parts = [sentence.text, index, operation, original.trim(), fixes[0]?.text.trim() ?? ""];
  return base64url(sha256(new TextEncoder().encode(JSON.stringify(parts)))).slice(0, 22);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** Sentences are looked through once, not for each finding. */
const holders = new WeakMap<readonly Sentence[], (place: Span) => Sentence | undefined>();

function holderIn(sentences: readonly Sentence[]): (place: Span) => Sentence | undefined {
  const found = holders.get(sentences) ?? firstHolderOf(sentences);
  holders.set(sentences, found);
  return found;
}
