import * as l10n from "@vscode/l10n";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { CancellationToken, Connection } from "vscode-languageserver";
import { FileProblem } from "../../files/fileProblem.js";
import { createProseReader } from "../../grammar/proseReader.js";
import { readManifest } from "../../inference/node/loadModel.js";
import type { TrainingReport } from "../../inference/node/store/report.js";
import type { WorkspaceModels } from "../../inference/node/store/workspaceModels.js";
import {
  collectTrainingData,
  type DataCounts,
  deleteLearned,
  modelReport,
  type ModelReportResult,
  type ModelVersion,
  modelVersions,
  type RequestKind,
  retrain,
  type RetrainParams,
  retrainProgress,
  type RetrainResult,
  useVersion,
  type UseVersionParams,
} from "../../protocol.js";
import { collect, type Collected, countData, trainingDataFrom } from "../../training/collect/collect.js";
import type { Decision } from "../../training/collect/decisions.js";
import { reportMarkdown, reportPage } from "../../training/report/report.js";
import { TrainingError } from "../../training/types.js";
import { cancelledError } from "../lsp/cancellation.js";
import { nothing, type ParamSchema, retrainParams, useVersionParams } from "../lsp/paramSchemas.js";
import { onRequest, type RunSafe } from "../lsp/runSafe.js";
import type { Session } from "../session.js";
import { createLearning, type FileLearning, type LearningStorage, type Training } from "./learning.js";
import type { LearningPart } from "./learningPart.js";
import { useModel } from "./useModel.js";

const nowhere = (): string => l10n.t("Open a folder that you trust: what is learned is kept with its workspace.");
const failed = (): string => l10n.t("That did not work. The log says more.");
const unfinished = (): RetrainResult => ({
  kept: false,
  reason: l10n.t("The retraining did not come to its end, so the old model stays. The log says more."),
  hasReport: false,
});
/** The same data and number of steps give the same model. */
const SEED = 1;

/** Learning with folders to keep things in. @param training without it the server checks, but does not learn */
export function fileLearning(training?: Training): LearningPart<Session> {
  let learning: FileLearning;
  return {
    create: (options) => (learning = createLearning(options, training)),
    register: (connection, session, runSafe) => registerLearningRequests(connection, session, learning, runSafe),
  };
}

/** Answers the messages around learning; where nothing may be learned they are `null`, or say why. */
function registerLearningRequests(
  connection: Connection,
  session: Session,
  learning: FileLearning,
  runSafe: RunSafe,
): void {
  // prettier-ignore
  let collected: Collected | undefined;

  type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R>;
  function on<P, R>(
    kind: RequestKind<P, R>,
    schema: ParamSchema<NoInfer<P>>,
    handler: Handler<P, R>,
    fallback: () => NoInfer<R>,
  ): void {
    // prettier-ignore
    onRequest(connection, kind, schema, runSafe(kind.method, handler, fallback));
  }

  const models = async (): Promise<WorkspaceModels | undefined> =>
    learning.models((await session.settings.of()).modelPath);

  async function collectHere(_: null, token: CancellationToken): Promise<DataCounts | null> {
    const place = learning.place();
    if (!place) return null;
    const found = await learning.work.run((closing) =>
      stoppedBy(token, closing, async (signal) => (collected = await collectFrom(session, place, signal))),
    );
    const { files, ...counts } = countData(found);
    return { counts, files, notes: found.notes };
  }

  async function retrainHere(params: RetrainParams, token: CancellationToken): Promise<RetrainResult> {
    const place = learning.place();
    if (!place) return { kept: false, reason: nowhere(), hasReport: false };
    return learning.whileTraining((closing) =>
      stoppedBy(token, closing, async (signal) => {
        collected ??= await collectFrom(session, place, signal);
        return runTraining({ connection, session, learning, place }, collected, params, signal);
      }),
    );
  }

  async function use({ id, scope }: UseVersionParams): Promise<string | null> {
    const all = await models();
    if (!all || (scope === "workspace" && !learning.place())) return nowhere();
    await learning.work.run(() => all.use(id, scope));
    await useModel(session);
    return null;
  }

  async function erase(): Promise<string | null> {
    const all = await models();
    if (!all) return nowhere();
    await learning.work.alone(async () => {
      collected = undefined;
      // One that cannot be deleted keeps the others no longer.
      const done = await Promise.allSettled([learning.place()?.decisions.erase(), all.eraseAll()]);
      const problem = done.find((one) => one.status === "rejected");
      if (problem) throw problem.reason;
    });
    await useModel(session);
    return null;
  }

  on(collectTrainingData, nothing, collectHere, () => null);
  on(retrain, retrainParams, retrainHere, unfinished);
  on(modelVersions, nothing, async () => versionsIn(await models()), () => null); // prettier-ignore
  on(useVersion, useVersionParams, use, failed);
  on(deleteLearned, nothing, erase, failed);
  on(modelReport, nothing, () => reportOf(session, learning), () => null); // prettier-ignore
}

async function reportOf({ settings }: Session, learning: FileLearning): Promise<ModelReportResult | null> {
  const place = learning.place();
  const last = place && (await (await learning.store(place, (await settings.of()).modelPath)).last());
  return last ? { markdown: reportMarkdown(last), page: reportPage(last) } : null;
}

/**
 * Runs it with a signal that follows the token and `closing`.
 * @throws `cancelledError()` if one of them stopped it: who asked is not waiting any more, or knows why
 */
async function stoppedBy<T>(
  token: CancellationToken,
  closing: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, closing]);
  const listener = token.onCancellationRequested(() => stop.abort());
  try {
    return await run(signal);
  } catch (error) {
    throw signal.aborted ? cancelledError() : error;
  } finally {
    listener.dispose();
  }
}

/** All that the workspace has to learn from. @throws when it is stopped */
async function collectFrom(session: Session, place: LearningStorage, signal: AbortSignal): Promise<Collected> {
  const folders = session.projects.folders().map(({ uri }) => uri);
  const { modelPath } = await session.settings.of();
  const manifest = await readManifest(modelPath === "" ? place.training.shippedModel : modelPath);
  const words = await Promise.all(
    folders.map(async (uri) => {
      const [{ words: own }, { layer }] = await Promise.all([session.settings.of(uri), session.projects.ofFolder(uri)]);
      return [...own, ...(layer.words ?? [])];
    }),
  );
  const { decisions, problem } = await decisionsOf(place);
  const found = await collect({
    folders: folders.map((uri) => fileURLToPath(uri)),
    reader: createProseReader(manifest.text),
    decisions,
    words: words.flat(),
    signal,
  });
  return problem === undefined ? found : { ...found, notes: [...found.notes, problem] };
}

/** A file that cannot be read is told of; there is more to learn from. */
async function decisionsOf({ decisions }: LearningStorage): Promise<{ decisions: Decision[]; problem?: string }> {
  try {
    return { decisions: await decisions.read() };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { decisions: [], problem: error.message };
  }
}

interface TrainingPlace {
  readonly connection: Connection;
  readonly session: Session;
  readonly learning: FileLearning;
  readonly place: LearningStorage;
}

/**
 * Learns, and keeps what it has learnt if that is better. Each training begins at the model that ships, so that what one may
 * lose elsewhere does not add up over many.
 */
async function runTraining(
  { connection, session, learning, place }: TrainingPlace,
  found: Collected,
  { use }: RetrainParams,
  signal: AbortSignal,
): Promise<RetrainResult> {
  const { modelPath, retrain: wanted } = await session.settings.of();
  const store = await learning.store(place, modelPath);
  let out: string | undefined;
  try {
    out = await store.incoming();
    const report = await place.training.train(
      {
        model: modelPath === "" ? place.training.shippedModel : modelPath,
        data: trainingDataFrom(found, use),
        options: { minutes: wanted.minutes, seed: SEED, threads: 1 },
        out,
      },
      ({ phase, share, secondsLeft }) => void connection.sendNotification(retrainProgress.method, { phase, share, secondsLeft }), // prettier-ignore
      signal,
    );
    // Whoever stopped it does not want what it came to.
    signal.throwIfAborted();
    const date = new Date();
    await store.remember({ date: date.toISOString(), report });
    if (report.kept) {
      await store.add(out, report, date);
      await useModel(session);
    }
    return { kept: report.kept, reason: report.reason, hasReport: true };
  } catch (error) {
    // What can be told to the writer in a sentence.
    const isTold = error instanceof TrainingError || error instanceof FileProblem;
    if (!isTold || signal.aborted) throw error;
    return { kept: false, reason: error.message, hasReport: false };
  } finally {
    if (out !== undefined) await rm(out, { force: true });
  }
}

/** The retrained models, the newest first, and after them the model that ships. */
async function versionsIn(models: WorkspaceModels | undefined): Promise<ModelVersion[] | null> {
  if (!models) return null;
  const [versions, current, forAll] = await Promise.all([models.list(), models.current(), models.forAll()]);
  const marks = (id?: string): Pick<ModelVersion, "isCurrent" | "isForAll"> => ({
    isCurrent: current.version?.id === id,
    isForAll: forAll !== undefined && forAll.version?.id === id,
  });
  const retrained = versions.map(({ version: { id, date, report }, scope }) => ({
    id,
    date,
    figures: figuresText(report),
    kept: scope,
    ...marks(id),
  }));
  return [...retrained, { id: null, figures: l10n.t("as installed"), ...marks() }];
}

function figuresText({ before, after }: TrainingReport): string {
  return l10n.t("F0.5 {0} · {1} false alarms per 1,000 words", change(before.f05.value, after.f05.value, 100), change(before.alarmsPer1000.value, after.alarmsPer1000.value, 1)); // prettier-ignore
}

function change(before: number, after: number, factor: number): string {
  return `${(before * factor).toFixed(1)} → ${(after * factor).toFixed(1)}`;
}
