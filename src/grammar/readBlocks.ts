import { languageOf, type JudgedBlock } from "./language.js";
import type { Block } from "./prose/block.js";
import { moveSentence, splitSentences, type TextRules } from "./sentences.js";

/** @param text the original text that the blocks' pieces lie in */
export type ReadBlocks = (blocks: readonly Block[], text: string) => JudgedBlock[];

interface Remembered {
  /** Where the block began that was read. */
  readonly start: number;
  readonly read: JudgedBlock;
}

/**
 * Reads blocks, those of the last document that was read from memory: splitting into words is most of the work of reading, and
 * between two edits all blocks but one stay as they are.
 */
export function createBlockReader(rules: TextRules): ReadBlocks {
  let before: ReadonlyMap<string, Remembered> = new Map();
  return (blocks, text) => {
    const now = new Map<string, Remembered>();
    const results = blocks.map((block) => {
      const start = block.pieces[0]?.start ?? 0;
      const key = keyOf(block, start, text);
      const found = before.get(key) ?? now.get(key);
      const read = found ? moved(found.read, start - found.start) : readBlock(block, text, rules);
      now.set(key, { start, read });
      return read;
    });
    before = now;
    return results;
  };
}

/** All that its sentences depend on but its place. */
function keyOf({ kind, pieces }: Block, start: number, text: string): string {
  const shape = pieces.map((piece) => `${piece.kind} ${String(piece.start - start)} ${String(piece.end - start)}`);
  return `${kind},${shape.join()}\n${text.slice(start, pieces.at(-1)?.end)}`;
}

function readBlock(block: Block, text: string, rules: TextRules): JudgedBlock {
  const sentences = splitSentences([block], text, rules);
  return { sentences, verdict: languageOf(sentences.map((sentence) => sentence.text).join(" ")) };
}

function moved(read: JudgedBlock, by: number): JudgedBlock {
  return by === 0 ? read : { ...read, sentences: read.sentences.map((sentence) => moveSentence(sentence, by)) };
}
