/**
 * What Decap's backends lack: the end of a file as it was, the repository's own default branch, and every picture of a
 * text.
 */

import { z } from "zod";
import { withoutAddedEnd } from "../post_format.ts";
import type { Backend, BackendEntry } from "./decap.ts";
import { firstOver, leftOut, noteDeleted, noteLibrary, noteSaved } from "./text/pictures.ts";

/** The backends of hosts. */
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

/**
 * Has a backend save each picture that was put into a text, see `leftOut`, and none over another one. Decap asks whether
 * to replace a picture, which it deletes then, but knows those of the repository only in posts that it has loaded.
 *
 * @param folder of pictures, in the repository
 */
export function keepPictures(entry: BackendEntry | undefined, folder: string): void {
  changed(entry, (backend) => {
    const persist = backend.persistEntry.bind(backend);
    const list = backend.getMedia.bind(backend);
    const remove = backend.deleteFiles.bind(backend);
    backend.getMedia = async (...given) => {
      const files = await list(...given);
      noteLibrary(files);
      return files;
    };
    backend.deleteFiles = async (paths, message) => {
      await remove(paths, message);
      noteDeleted(paths);
    };
    backend.persistEntry = async (saved, options) => {
      const text = saved.dataFiles.map(({ raw }) => raw).join("\n");
      const assets = [...saved.assets, ...leftOut(text, folder, saved.assets)];
      const over = await firstOver(assets, folder);
      if (over) throw new Error(`Another picture is named ${over.path}. Nothing was saved: give yours another name.`);
      await persist({ ...saved, assets }, options);
      noteSaved(assets);
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

/** Has a backend change when Decap makes it. */
export function changed(entry: BackendEntry | undefined, change: (backend: Backend) => void): void {
  const init = entry?.init.bind(entry);
  if (entry === undefined || init === undefined) return;
  entry.init = (...given) => {
    const backend = init(...given);
    change(backend);
    return backend;
  };
}
