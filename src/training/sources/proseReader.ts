/** Finds the sentences of a file; the grammar has one (`grammar/proseReader.ts`), and who gathers hands it in. */
export interface ProseReader {
  /** @param name a file name or path */
  reads(name: string): boolean;
  /** Sentences that can be learned from, as text without markup. Never throws. */
  sentences(text: string, name: string): readonly string[];
}
