import { committedText } from "../configuration/node/committedText.js";
import { baselineOf, contextsBy, type Baseline, type ContextOf } from "../grammar/baseline.js";
import type { Checker } from "../grammar/checker.js";
import type { ParserName } from "../grammar/prose/parsers.js";

/** `auto`: what git has of a file is published, the rest of it a draft; so is standard input, while a file in no repository is published. */
export type ContextOption = "auto" | "draft" | "published";

/** How the sentences of a file are read. @param file a path, `-` for standard input */
export async function contextsOf(
  { file, text, parser }: { readonly file: string; readonly text: string; readonly parser: ParserName },
  option: ContextOption,
  checker: Checker,
): Promise<ContextOf> {
  const baseline = option === "auto" ? await baselineFor(file, text, (own) => baselineOf(checker.sentencesOf(own, parser))) : undefined; // prettier-ignore
  return contextsBy(baseline ?? (option === "draft" ? "nothing" : "everything"));
}

async function baselineFor(file: string, text: string, read: (text: string) => ReadonlySet<string>): Promise<Baseline> {
  const committed = file === "-" ? "untracked" : await committedText(file);
  if (committed === "untracked") return "nothing";
  return committed === "outside" || committed.text === text ? "everything" : read(committed.text);
}
