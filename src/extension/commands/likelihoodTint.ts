/** How surprising a word is to the model: four steps that people can tell apart, by colour and by underline. */
export type Surprise = "expected" | "plausible" | "unlikely" | "surprising";

export const surprises: readonly Surprise[] = ["expected", "plausible", "unlikely", "surprising"];

/** Least probability of each step, from the top. */
const LEAST: Readonly<Record<Surprise, number>> = { expected: 0.2, plausible: 0.02, unlikely: 0.001, surprising: 0 };

/** @param logLikelihood natural logarithm */
export function surpriseOf(logLikelihood: number): Surprise {
  const probability = Math.exp(logLikelihood);
  return surprises.find((step) => probability >= LEAST[step]) ?? "surprising";
}

/** "12.5 %", "0.03 %", "under 0.01 %": two figures are all that matters. */
export function likelihoodText(logLikelihood: number): string {
  const percent = Math.exp(logLikelihood) * 100;
  if (percent < 0.01) return "< 0.01 %";
  return `${String(Number(percent.toPrecision(2)))} %`;
}
