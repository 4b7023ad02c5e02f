/**
 * What Decap's backends lack: the end of a file as it was, the repository's own default branch, and a comparison of the
 * file with what the author opened before it is written.
 */

import { z } from "zod";
import { withoutAddedEnd } from "../post_format.ts";
import { conflictText } from "../write_requests.ts";
import type { Backend, BackendEntry } from "./decap.ts";

/** The backends of hosts. They ask nobody whether a file was changed since it was opened. */
export const HOSTS = ["github", "gitlab", "gitea", "forgejo", "git-gateway"];

/** Without a branch in the configuration, these use one of a fixed name, whatever the repository has. */
export const GUESSING = ["gitlab", "gitea", "forgejo"];

/** Has a backend write files without the line end that Decap adds to them. */
export function keepEnds(entry: BackendEntry | undefined): void {
  changed(entry, (backend) => {
    const persist = backend.persistEntry.bind(backend);
    backend.persistEntry = (saved, options) => {
      const dataFiles = saved.dataFiles.map((file) => ({ ...file, raw: withoutAddedEnd(file.raw) }));
      return persist({ ...saved, dataFiles }, options);
    };
  });
}

/** Has a backend read files with their byte order marks, which GitLab's leaves out. */
export function keepByteOrderMark(entry: BackendEntry | undefined): void {
  changed(entry, (backend) => {
    const read = backend.getEntry.bind(backend);
    backend.getEntry = async (path) => {
      const found = await read(path);
      const file = await backend.api?.readFile(path, null, { parseText: false });
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return file === undefined ? found : { ...found, data: decoder.decode(await file.arrayBuffer()) };
    };
  });
}

/** Has a backend refuse a save if somebody else saved the file since it was opened, and save nothing if nothing changed. */
export function refuseConflicts(entry: BackendEntry | undefined): void {
  changed(entry, (backend) => {
    const opened = new Map<string, string>();
    const read = backend.getEntry.bind(backend);
    const persist = backend.persistEntry.bind(backend);
    backend.getEntry = async (path) => {
      const found = await read(path);
      opened.set(path, found.data);
      return found;
    };
    backend.persistEntry = async (saved, options) => {
      // A pull request shows what differs, and the host refuses to merge what it cannot.
      const compared = options.useWorkflow ? [] : saved.dataFiles;
      const now = await Promise.all(compared.map(async ({ path }) => (await read(path)).data));
      for (const [at, { path, raw }] of compared.entries()) {
        if (![opened.get(path) ?? "", raw, "", undefined].includes(now[at])) throw new Error(conflictText(path));
      }
      const isSame = compared.every(({ raw, newPath }, at) => raw === now[at] && newPath === undefined);
      // A host would make a commit without a change.
      if (compared.length > 0 && isSame && saved.assets.length === 0) return;
      await persist(saved, options);
      for (const { path, newPath = path, raw } of saved.dataFiles) opened.set(newPath, raw);
    };
  });
}

const repository = z.object({ default_branch: z.string() });

/** Has a backend use the repository's default branch. */
export function useDefaultBranch(entry: BackendEntry | undefined): void {
  changed(entry, (backend) => {
    const authenticate = backend.authenticate.bind(backend);
    backend.authenticate = async (login) => {
      const user = await authenticate(login);
      const { api } = backend;
      if (api) {
        const ask = api.requestJSON ?? api.request.bind(api);
        backend.branch = repository.parse(await ask(api.repoURL)).default_branch;
        api.branch = backend.branch;
      }
      return user;
    };
  });
}

function changed(entry: BackendEntry | undefined, change: (backend: Backend) => void): void {
  const init = entry?.init.bind(entry);
  if (entry === undefined || init === undefined) return;
  entry.init = (...given) => {
    const backend = init(...given);
    change(backend);
    return backend;
  };
}
