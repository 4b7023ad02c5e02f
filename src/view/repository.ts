/**
 * Links from a post to the file that it is written in, where the repository can be seen by all.
 */

import type { Repository } from "../config/site.ts";
import type { Words } from "../views/i18n/i18n.ts";
import type { LinkView } from "../views/types.ts";

/** How the address of a file is written. */
interface Form {
  edit: string;
  see: string;
  /** What stands behind the path of a file that is to be edited. */
  editEnd?: string;
}

const GITHUB: Form = { edit: "edit/", see: "blob/" };

/** Hosts that do not do as GitHub does. */
const OTHERS: readonly [host: RegExp, form: Form][] = [
  [/(?:^|\.)gitlab\./, { edit: "-/edit/", see: "-/blob/" }],
  [/(?:^|\.)(?:codeberg|gitea|forgejo)\./, { edit: "_edit/", see: "src/branch/" }],
  [/(?:^|\.)bitbucket\./, { edit: "src/", see: "src/", editEnd: "?mode=edit" }],
];

/** Where a file, as in `content/posts/x.md`, can be edited and seen; nowhere when no repository is named. */
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
