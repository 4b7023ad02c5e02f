/**
 * The script of `/admin/`: validates Decap's fields by the rules of the build, and starts Decap.
 *
 * @see https://decapcms.org/docs/custom-widgets
 */

import { de, es, fa, fr } from "decap-cms-locales";
import { parse } from "yaml";
import { z } from "zod";
import { wallClock } from "../../base/clock.ts";
import {
  type Entry,
  entryFromFile,
  fieldsAsWritten,
  fileFromEntry,
  HEAD,
  POST_FORMAT,
  STATE,
  withMarkedEnd,
  withoutAddedEnd,
} from "../post_format.ts";
import { type CmsSettings, chosen, fileRefusals, newRefusals, stateOf } from "../validation.ts";
import { BLOG_FORMAT, blogFormat } from "../yaml_formats.ts";
import { GUESSING, HOSTS, keepByteOrderMark, keepEnds, keepPictures, useDefaultBranch } from "./backends.ts";
import { readFromServer, refuseConflicts, watchOpenEntry } from "./conflicts.ts";
import type { Component, Control, Props } from "./decap.ts";
import { editorSettings } from "./inspect_entry.ts";
import { LOOK_STYLE, preview } from "./preview.ts";
import { assetInForm } from "./text/pictures.ts";
import { textField } from "./text/text_field.ts";

interface Self {
  inner: Control | null;
}

const WIDGETS = ["boolean", "datetime", "image", "list", "select", "string", "text"];

/** A control that refuses what the build would refuse, with the same message. */
function held(control: Component, settings: CmsSettings): Component {
  return window.createClass<Self, Props>({
    isValid() {
      if (!isPost(this.props)) return this.inner?.isValid?.() ?? true;
      const own = this.inner?.isValid?.() ?? true;
      if (own !== true && !(typeof own === "object" && own !== null && "error" in own && own.error === false))
        return own;
      const message = newRefusals(dataOf(this.props), settings).get(String(this.props.field.get("name")));
      return message === undefined ? true : { error: { type: "CUSTOM", message } };
    },
    shouldComponentUpdate(next) {
      return this.inner?.shouldComponentUpdate?.({ ...next, getAsset: assetInForm(next.getAsset) }) ?? true;
    },
    focus(path) {
      this.inner?.focus?.(path);
    },
    getValidateValue() {
      // A pattern cannot make an exception for drafts. Decap does not validate empty values.
      if (isPost(this.props) && this.props.field.get("pattern") !== undefined) return [];
      // A file that lacks a field may go on lacking it; `isValid` refuses the rest.
      return this.inner?.getValidateValue?.() || this.props.value || (isOldPost(this.props) ? [[]] : undefined);
    },
    render() {
      const inner = (control: Control | null): void => {
        this.inner = control;
      };
      const { field, value } = this.props;
      const shown = field.get("multiple") === true ? chosen(String(field.get("name")), plain(value), settings) : value;
      return window.h(control, {
        ...this.props,
        value: shown,
        getAsset: assetInForm(this.props.getAsset),
        ref: inner,
      });
    },
  });
}

/** The rules of posts are not for pages and settings. */
function isPost({ collection }: Props): boolean {
  return collection.get("name") === "posts";
}

function isOldPost(props: Props): boolean {
  return isPost(props) && fieldsAsWritten(dataOf(props)[HEAD]) !== undefined;
}

function dataOf({ getEntry }: Props): Entry {
  return getEntry().getIn(["data"])?.toJS() ?? {};
}

/** Decap keeps lists in Immutable.js structures. */
function plain(value: unknown): unknown {
  return isImmutable(value) ? value.toJS() : value;
}

function isImmutable(value: unknown): value is { toJS(): unknown } {
  return typeof value === "object" && value !== null && "toJS" in value && typeof value.toJS === "function";
}

/** Leads from the name of a file to its entry. */
function dropEnding(): void {
  if (/^#\/collections\/\w+\/entries\/.+\.md$/.test(location.hash))
    location.replace(location.hash.slice(0, -".md".length));
}

const OPEN_ENTRY = /(#\/collections\/[^/]+)\/entries\/.+/;

/** Decap goes on showing an open entry when the address of another one is opened, so the list comes in between. */
function leaveEntry({ oldURL, newURL }: HashChangeEvent): void {
  const [before] = OPEN_ENTRY.exec(oldURL) ?? [];
  const [after, list = ""] = OPEN_ENTRY.exec(newURL) ?? [];
  if (before === undefined || after === undefined || before === after) return;
  // Nobody types into the entry that is about to go.
  document.body.inert = true;
  location.replace(list);
  setTimeout(() => location.replace(after), LEAVE_MS);
  setTimeout(() => {
    document.body.inert = false;
  }, 2 * LEAVE_MS);
}

const LEAVE_MS = 100;

const configuration = z.looseObject({
  backend: z.record(z.string(), z.unknown()),
  publish_mode: z.string().optional(),
  media_folder: z.string(),
  collections: z.array(z.looseObject({ sortable_fields: z.array(z.string()).optional() })),
});

/** The configuration, with the newest posts first: other editors have another way to say that. */
function configOf(text: string) {
  const config = configuration.parse(parse(text));
  const sorted = (names: readonly string[]): object[] =>
    names.map((field) => (field === "date" ? { field, default_sort: "desc" } : { field }));
  const collections = config.collections.map(({ sortable_fields: names, ...collection }) => ({
    ...collection,
    ...(names && { sortable_fields: sorted(names) }),
  }));
  return { ...config, collections };
}

const REFUSED =
  "If you save, nothing is overwritten: your save is refused, and both texts are kept. Copy what you have written, and reload this page to see theirs.";
const REVIEWED = "Reload this page to see theirs, or save: whoever reviews your text sees where the two differ.";

/** Languages of Decap that a site may have. English is built in. */
const LOCALES: Readonly<Record<string, object>> = { de, es, fa, fr };

async function start(): Promise<void> {
  const { CMS } = window;
  const settings = await editorSettings();
  for (const name of WIDGETS) {
    const { control, preview } = CMS.getWidget(name);
    CMS.registerWidget(name, held(control, settings), preview);
  }
  CMS.registerWidget("markdown", textField(), CMS.getWidget("markdown").preview);
  CMS.registerPreviewTemplate("posts", preview());
  for (const style of ["stylesheet", "notInArticlesStylesheet"] as const) {
    CMS.registerPreviewStyle(settings.siteView[style]);
  }
  CMS.registerPreviewStyle(LOOK_STYLE, { raw: true });
  CMS.registerCustomFormat(POST_FORMAT, "md", {
    fromFile(file) {
      const entry = entryFromFile(withoutAddedEnd(file));
      return { ...entry, [STATE]: stateOf(entry, settings, wallClock()) };
    },
    toFile: (entry, order) => withMarkedEnd(fileFromEntry(entry, order)),
  });
  CMS.registerCustomFormat(BLOG_FORMAT, "yml", {
    fromFile: (file) => blogFormat.fromFile(withoutAddedEnd(file)),
    toFile: (entry, order) => withMarkedEnd(blogFormat.toFile(entry, order)),
  });
  CMS.registerEventListener({
    name: "preSave",
    handler({ entry }) {
      const [refused] = fileRefusals(String(entry.get("path") ?? ""), entry.getIn(["data"])?.toJS() ?? {});
      if (refused !== undefined) throw new Error(refused);
    },
  });
  for (const [name, words] of Object.entries(LOCALES)) CMS.registerLocale(name, words);
  // No login on an author's own machine.
  const isLocal = document.documentElement.dataset.cms === "local";
  if (isLocal) localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
  const config = configOf(await (await fetch("config.yml")).text());
  keepByteOrderMark(CMS.getBackend("gitlab"));
  for (const name of HOSTS) refuseConflicts(CMS.getBackend(name));
  refuseConflicts(CMS.getBackend("proxy"), readFromServer);
  watchOpenEntry(config.publish_mode === "editorial_workflow" ? REVIEWED : REFUSED);
  for (const name of config.backend.branch === undefined ? GUESSING : []) useDefaultBranch(CMS.getBackend(name));
  for (const name of ["proxy", ...HOSTS]) {
    keepPictures(CMS.getBackend(name), config.media_folder);
    keepEnds(CMS.getBackend(name));
  }
  // The server compares a save with what it showed to this tab: the file may have been saved elsewhere since.
  const local = isLocal ? { backend: { ...config.backend, proxy_url: `/api/v1?tab=${crypto.randomUUID()}` } } : {};
  CMS.init({ config: { ...config, ...local, load_config_file: false } });
}

window.CMS_MANUAL_INIT = true;
dropEnding();
window.addEventListener("hashchange", dropEnding);
window.addEventListener("hashchange", leaveEntry);
window.addEventListener("DOMContentLoaded", () => void start());
