import { Uri, workspace, type CancellationToken, type WorkspaceConfiguration } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { workspaceSettings } from "../protocol.js";
import {
  mergedKeys,
  mergedList,
  overridingKeys,
  permission,
  permissionKeys,
  workspaceValue,
} from "./mergedSettings.js";

/**
 * What the server is told of the settings where VS Code's own answer would be another: lists of user, workspace and folder add up, a permission
 * is given by all of them, and what workspace and folder say themselves is told apart from the user's.
 */
export const settingsByScope: Middleware = {
  workspace: {
    async configuration(params, token: CancellationToken, next) {
      const answers = await next(params, token);
      if (!Array.isArray(answers)) return answers;
      return answers.map((answer: unknown, index) => {
        const item = params.items[index];
        const scope = item?.scopeUri === undefined ? undefined : Uri.parse(item.scopeUri);
        const settings = workspace.getConfiguration("cloze", scope);
        if (item?.section === workspaceSettings) return ofWorkspace(settings);
        if (item?.section !== "cloze" || typeof answer !== "object" || answer === null) return answer;
        const trust = workspace.isTrusted ? "trusted" : "restricted";
        const lists = mergedKeys.map((key) => [key, mergedList(settings.inspect(key), trust)]);
        const permissions = permissionKeys.map((key) => [key, permission(settings.inspect(key))]);
        return { ...answer, ...Object.fromEntries([...lists, ...permissions]) } as unknown;
      });
    },
  },
};

function ofWorkspace(settings: WorkspaceConfiguration): Record<string, unknown> {
  if (!workspace.isTrusted) return {};
  const values = overridingKeys.map((key) => [key, workspaceValue(settings.inspect(key) ?? {})] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
