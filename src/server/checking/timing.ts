/** All durations of the server, in milliseconds. */
export interface Timing {
  /** No report is made until nothing was typed for so long. */
  readonly typingPause: number;
  /** So long before the pause is over the work for the report begins, for it to be there when it is. */
  readonly headStart: number;
  /** The sentence being typed is left alone until the caret leaves it or nothing was typed for so long. */
  readonly idleDelay: number;
  /** A pull is answered with what is known after so long; the rest follows by a refresh. */
  readonly answerWithin: number;
  /** Least time between two refreshes while a document is being scored. */
  readonly refreshEvery: number;
  /** The model's memory is given back after so long without use. */
  readonly keepModel: number;
}

const MINUTE = 60_000;

export const defaultTiming: Timing = {
  typingPause: 250,
  headStart: 100,
  idleDelay: 1500,
  answerWithin: 50,
  refreshEvery: 500,
  keepModel: 5 * MINUTE,
};
