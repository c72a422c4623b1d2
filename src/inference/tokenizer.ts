import { Tokenizer } from "@huggingface/tokenizers";
import type { Word } from "../grammar/words.js";

/** The special pieces that the model was taught with. */
interface SpecialPieces {
  readonly cls: number;
  readonly sep: number;
  readonly mask: number;
  readonly unknown: number;
  readonly code: number;
  readonly none: number;
}

/** Words whose pieces are remembered; text repeats its words. */
const REMEMBERED = 20_000;

/** Cuts words into pieces of the model's vocabulary, one word at a time, so that places are known without offsets. */
export class WordPieceTokenizer {
  readonly special: SpecialPieces;
  /** Piece texts by id. */
  readonly texts: readonly string[];
  private readonly tokenizer: Tokenizer;
  private readonly remembered = new Map<string, readonly number[]>();

  /**
   * @param json the parsed `tokenizer.json`
   * @param config the parsed `tokenizer_config.json`
   * @throws an Error if a special piece is missing
   */
  constructor(json: object, config: object) {
    this.tokenizer = new Tokenizer(json, config);
    const texts: string[] = [];
    for (const [piece, id] of this.tokenizer.get_vocab()) texts[id] = piece;
    this.texts = texts;
    const id = (piece: string): number => {
      const found = this.tokenizer.token_to_id(piece);
      if (found === undefined) throw new Error(`the piece ${piece} is missing`);
      return found;
    };
    this.special = {
      cls: id("[CLS]"),
      sep: id("[SEP]"),
      mask: id("[MASK]"),
      unknown: id("[UNK]"),
      code: id("[CODE]"),
      none: id("[NONE]"),
    };
  }

  /** Piece ids of one word, at least one; an opaque span is `[CODE]`, behind an article after what is said first of it. */
  ofWord({ text, kind, spoken }: Pick<Word, "text" | "kind" | "spoken">): readonly number[] {
    if (kind !== "opaque") return this.ofText(text);
    return spoken === undefined ? [this.special.code] : [...this.ofText(spoken), this.special.code];
  }

  ofText(text: string): readonly number[] {
    const known = this.remembered.get(text);
    if (known) return known;
    const { ids } = this.tokenizer.encode(text, { add_special_tokens: false });
    const pieces = ids.length > 0 ? ids : [this.special.unknown];
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(text, pieces);
    return pieces;
  }

  /** True if the piece is a word or mark of its own: neither the rest of a word nor special. */
  isWhole(id: number): boolean {
    const text = this.texts[id];
    return text !== undefined && !text.startsWith("##") && !(text.startsWith("[") && text.endsWith("]"));
  }
}
