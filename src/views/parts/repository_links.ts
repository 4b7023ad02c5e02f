/**
 * Links to a post's source file, if the repository is public.
 */

import type { Repository } from "../../config/site.ts";
import type { Words } from "../i18n/i18n.ts";
import type { LinkView } from "../part_types.ts";

/** Builds the address of a file. */
interface Form {
  edit: string;
  see: string;
  /** Appended to the address of a file to edit it. */
  editEnd?: string;
}

const GITHUB: Form = { edit: "edit/", see: "blob/" };

/** Hosts that differ from GitHub. */
const OTHERS: readonly [host: RegExp, form: Form][] = [
  [/(?:^|\.)gitlab\./, { edit: "-/edit/", see: "-/blob/" }],
  [/(?:^|\.)(?:codeberg|gitea|forgejo)\./, { edit: "_edit/", see: "src/branch/" }],
  [/(?:^|\.)bitbucket\./, { edit: "src/", see: "src/", editEnd: "?mode=edit" }],
];

/** Where a file, as in `content/posts/x.md`, can be edited and viewed. Empty if no repository is named. */
export function repositoryLinks(
  repository: Repository | undefined,
  file: string,
  words: Pick<Words, "editPage" | "seeSource">,
): LinkView[] {
  if (repository === undefined) return [];
  const { host } = new URL(repository.url);
  const [, { edit, see, editEnd = "" }] = OTHERS.find(([pattern]) => pattern.test(host)) ?? [host, GITHUB];
  const path = encodeURI([repository.branch, repository.folder, file].filter((part) => part !== "").join("/"));
  return [
    { label: words.editPage, url: `${repository.url}/${edit}${path}${editEnd}` },
    { label: words.seeSource, url: `${repository.url}/${see}${path}` },
  ];
}
