import * as l10n from "@vscode/l10n";
import type { CancellationToken } from "vscode-languageserver/node";
import type {
  LessonsResult,
  ModelReportResult,
  ModelVersion,
  RetrainParams,
  RetrainResult,
  UseVersionParams,
} from "../../protocol.js";
import { reportMarkdown } from "../../training/report/markdown.js";
import { reportPage } from "../../training/report/page.js";
import { countsOf, type Gathered } from "../../training/sources/gather.js";
import type { AdapterStore } from "../../training/store/adapterStore.js";
import type { WorkspaceModels } from "../../training/store/workspaceModels.js";
import { cancelledError } from "../lsp/cancellation.js";
import type { Session } from "../session.js";
import { gatherHere } from "./gatherHere.js";
import { retrainHere } from "./retrainHere.js";
import { useModel } from "./useModel.js";
import { versionsIn } from "./versions.js";

const nowhere = (): string => l10n.t("Open a folder that you trust: what is learned is kept with its workspace.");

/** Answers to the requests around learning; where nothing may be learned they are `null`, or say why. */
interface LearningAnswers {
  gather(params: null, token: CancellationToken): Promise<LessonsResult | null>;
  retrain(params: RetrainParams, token: CancellationToken): Promise<RetrainResult>;
  versions(): Promise<readonly ModelVersion[] | null>;
  use(params: UseVersionParams): Promise<string | null>;
  erase(): Promise<string | null>;
  report(): Promise<ModelReportResult | null>;
}

/** @param tell sends a notification to the client */
export function createLearningAnswers(
  session: Session,
  tell: (method: string, params: unknown) => void,
): LearningAnswers {
  const { learning, settings } = session;
  let gathered: Gathered | undefined;

  async function store(): Promise<AdapterStore | undefined> {
    const place = learning.place();
    return place && learning.store(place, (await settings.of()).modelPath);
  }

  const models = async (): Promise<WorkspaceModels | undefined> => learning.models((await settings.of()).modelPath);

  return {
    async gather(_, token) {
      const place = learning.place();
      if (!place) return null;
      const found = await learning.work.run((closing) =>
        stoppedBy(token, closing, async (signal) => (gathered = await gatherHere(session, place, signal))),
      );
      const { files, ...counts } = countsOf(found);
      return { counts, files, notes: found.notes };
    },
    async retrain(params, token) {
      const place = learning.place();
      if (!place) return { kept: false, reason: nowhere(), hasReport: false };
      return learning.whileTraining((closing) =>
        stoppedBy(token, closing, async (signal) => {
          gathered ??= await gatherHere(session, place, signal);
          return retrainHere(session, place, gathered, params, tell, signal);
        }),
      );
    },
    async versions() {
      const all = await models();
      return all ? versionsIn(all) : null;
    },
    async use({ id, scope }) {
      const all = await models();
      if (!all || (scope === "workspace" && !learning.place())) return nowhere();
      await learning.work.run(() => all.use(id, scope));
      await useModel(session);
      return null;
    },
    async erase() {
      const all = await models();
      if (!all) return nowhere();
      await learning.work.alone(async () => {
        gathered = undefined;
        // One that cannot be deleted keeps the others no longer.
        const done = await Promise.allSettled([learning.place()?.decisions.erase(), all.eraseAll()]);
        const failed = done.find((one) => one.status === "rejected");
        if (failed) throw failed.reason;
      });
      await useModel(session);
      return null;
    },
    async report() {
      const last = await (await store())?.last();
      return last ? { markdown: reportMarkdown(last), page: reportPage(last) } : null;
    },
  };
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
