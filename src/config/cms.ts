/**
 * The settings of the editor at `/admin/`: how authors log in, and where their changes are written.
 */

import { z } from "zod";
import type { Problem } from "../base/diagnostic.ts";
import { type Place, problemAt } from "../base/source.ts";
import { textLike, webAddress } from "./validators.ts";

const BACKENDS = ["github", "gitlab", "gitea", "forgejo", "git-gateway"] as const;

export const branchName = textLike(
  /^(?!-)[^\s\p{C}~^:?*[\\]+$/u,
  "This is not the name of a branch.",
  "Write it as in main or feature/new-look.",
);

const word = textLike(
  /^\/?[\w.-]+(?::\d+)?(?:\/[\w.-]+)*$/,
  "This is not a name.",
  "Use letters, digits, hyphens and slashes.",
);

export const cms = z.object({
  backend: z.enum(BACKENDS).default("github").describe("Where authors log in and where their changes are written."),
  repo: textLike(/^[\w.-]+(?:\/[\w.-]+)+$/, "This is not a repository.", "Write it as in owner/name.")
    .optional()
    .describe("The repository as `owner/name`. Without it, that of `repository`."),
  branch: branchName
    .optional()
    .describe("The branch that changes are committed to. Without it, the repository's default branch."),
  base_url: webAddress
    .optional()
    .describe("`github`: the login server. `gitlab`, `gitea`, `forgejo`: the host, if it is not gitlab.com."),
  auth_endpoint: word.optional().describe("The path of the login at `base_url`, if it is not the usual one."),
  app_id: word
    .optional()
    .describe("The id of the application at the host; needed for `gitlab`, `gitea` and `forgejo`."),
  api_root: webAddress.optional().describe("The address of the host's API, if it is not the usual one."),
  auth_scope: z.enum(["repo", "public_repo"]).optional().describe("`github`: what a login may write to."),
  site_domain: word.optional().describe("`github` with Netlify's login server: the domain of the site there."),
  editorial_workflow: z
    .boolean()
    .default(false)
    .describe("Whether a save opens a pull request, which is published after a review."),
  open_authoring: z
    .boolean()
    .default(false)
    .describe("With the workflow at GitHub or Forgejo: whether people without write access may propose posts."),
  squash_merges: z.boolean().default(false).describe("Whether a published pull request becomes one commit."),
});

export type CmsSettings = z.infer<typeof cms>;

/** Where Decap sends its requests if no `api_root` and no `base_url` are set. */
const USUAL_HOSTS: Readonly<Record<CmsSettings["backend"], readonly string[]>> = {
  github: ["https://api.github.com", "https://www.githubstatus.com"],
  gitlab: ["https://gitlab.com", "https://status-api.hostedstatus.com"],
  gitea: [],
  forgejo: [],
  "git-gateway": ["https:"],
};

/** The origins that the editor calls, for its content security policy. */
export function cmsOrigins({ backend, base_url, api_root }: CmsSettings): string[] {
  const own = [base_url, api_root].flatMap((url) => (url === undefined ? [] : [new URL(url).origin]));
  const usual = backend === "github" || own.length === 0 ? USUAL_HOSTS[backend] : [];
  return [...new Set([...usual, ...own])];
}

/** The keys of Decap's `backend`, with those that follow from others. */
export function backendOf(settings: CmsSettings): Record<string, string | boolean> {
  const { backend: name, editorial_workflow: _, base_url, ...given } = settings;
  const host = base_url?.replace(/\/+$/, "");
  const derived = {
    github: {},
    "git-gateway": {},
    gitlab: { auth_type: "pkce", ...(host && { api_root: `${host}/api/v4` }) },
    gitea: host ? { api_root: `${host}/api/v1` } : {},
    forgejo: host ? { api_root: `${host}/api/v1` } : {},
  }[name];
  const all = { name, ...(host && { base_url: host }), ...derived, ...given };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/**
 * What keeps authors from logging in.
 *
 * @param isOnNetlify whether the host of the site is a login server for GitHub
 */
export function loginProblems(settings: CmsSettings, from: Place & { file: string }, isOnNetlify: boolean): Problem[] {
  const { backend, editorial_workflow: reviews, open_authoring: open } = settings;
  const warn = (message: string, hint: string): Problem =>
    problemAt(from, from, { rule: "cms-login", message, hint: `${hint} docs/editor.md has the steps.` });
  if (backend === "git-gateway") {
    return [
      warn(
        "Nobody can log in to the editor with `git-gateway`: it needs Netlify Identity, which Netlify has deprecated, and a script of theirs that this site does not load.",
        "Write `backend: github`, `gitlab`, `gitea` or `forgejo`.",
      ),
    ];
  }
  const missing = neededKeys(backend, isOnNetlify).filter((key) => settings[key] === undefined);
  return [
    ...missing.map((key) =>
      warn(
        `Nobody can log in to the editor: \`cms.${key}\` is missing.`,
        `Below \`cms\`, add ${EXAMPLES[key](backend)}.`,
      ),
    ),
    ...(open && !reviews
      ? [warn("`cms.open_authoring` needs the editorial workflow.", "Below `cms`, add `editorial_workflow: true`.")]
      : []),
  ];
}

type NeededKey = "repo" | "app_id" | "base_url";

function neededKeys(backend: CmsSettings["backend"], isOnNetlify: boolean): NeededKey[] {
  if (backend === "github") return isOnNetlify ? ["repo"] : ["repo", "base_url"];
  return backend === "gitlab" ? ["repo", "app_id"] : ["repo", "base_url", "app_id"];
}

const EXAMPLES = {
  repo: () => "`repo: owner/name`",
  app_id: () => "`app_id: …` with the id of the application that you registered at the host",
  base_url: (backend: string) =>
    backend === "github"
      ? "`base_url: https://…` with the address of your login server"
      : "`base_url: https://…` with the address of the host",
} as const;
