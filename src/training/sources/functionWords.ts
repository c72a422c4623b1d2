/** Articles, pronouns, prepositions, conjunctions, auxiliaries: what a correction may put in or take out. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those some any no each every both all much many more most few fewer less
  i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself itself
  themselves who whom whose which what when where why how there here
  of to in on at by for from with without within into onto over under between among through during before after about
  against as like than per via up down out off until since upon toward towards
  and or but nor so if then because although though while whether unless else
  am is are was were be been being do does did doing done have has had having can could will would shall should may might
  must ought not cannot don't doesn't didn't isn't aren't wasn't weren't won't can't it's you're they're we're that's let's
  too also just only very such same other another`.split(/\s+/u),
);
