import { languageOf, type JudgedBlock } from "./language.js";
import type { Block } from "./prose/block.js";
import { moveSentence, splitSentences, type TextRules } from "./sentences.js";
import { untilDone, type InTime } from "./timeLimit.js";

/** What has been read of a document. */
export interface BlocksRead {
  readonly blocks: readonly JudgedBlock[];
  /** How many blocks are left out, since they took too long. */
  readonly slow: number;
}

/** @param text the original text that the blocks' pieces lie in */
export type ReadBlocks = (blocks: readonly Block[], text: string) => BlocksRead;

interface Remembered {
  /** Where the block began that was read. */
  readonly start: number;
  /** `undefined` if it took too long. */
  readonly read: JudgedBlock | undefined;
}

/**
 * Reads blocks, those of the last document that was read from memory: splitting into words is most of the work of reading, and
 * between two edits all blocks but one stay as they are.
 */
export function createBlockReader(rules: TextRules, inTime: InTime = untilDone): ReadBlocks {
  let before: ReadonlyMap<string, Remembered> = new Map();
  return (blocks, text) => {
    const now = new Map<string, Remembered>();
    const read = (block: Block, limited: InTime): Remembered => {
      const start = block.pieces[0]?.start ?? 0;
      const key = keyOf(block, start, text);
      const found = before.get(key) ?? now.get(key);
      const own = { start, read: found ? moved(found, start) : limited(() => readBlock(block, text, rules)) };
      now.set(key, own);
      return own;
    };
    // A limit for each would cost more than most blocks: only where all of them take too long is the one looked for that does.
    const all = inTime(() => blocks.map((block) => read(block, untilDone))) ?? blocks.map((block) => read(block, inTime)); // prettier-ignore
    before = now;
    const judged = all.flatMap((one) => one.read ?? []);
    return { blocks: judged, slow: all.length - judged.length };
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

function moved({ start, read }: Remembered, to: number): JudgedBlock | undefined {
  if (to === start || !read) return read;
  return { ...read, sentences: read.sentences.map((sentence) => moveSentence(sentence, to - start)) };
}
