/**
 * The script of `/admin/`: validates Decap's fields by the rules of the build, and starts Decap.
 *
 * @see https://decapcms.org/docs/custom-widgets
 */

import { type Entry, entryFromFile, fileFromEntry, HEAD, POST_FORMAT } from "./post_format.ts";
import { type CmsSettings, chosen, refusals } from "./validation.ts";

/** The part of React's API needed to wrap a component. */
type Component = object;
type Props = Readonly<Record<string, unknown>> & {
  field: ImmutableMap;
  value: unknown;
  getEntry(): ImmutableMap;
};

interface ImmutableMap {
  get(key: string): unknown;
  getIn(path: readonly string[]): ImmutableMap | undefined;
  toJS(): Readonly<Record<string, unknown>>;
}

/** The wrapped control, once it is mounted. */
interface Control {
  isValid?(): unknown;
  shouldComponentUpdate?(next: Props): boolean;
  focus?(path: unknown): void;
  getValidateValue?(): unknown;
}

interface Around {
  props: Props;
  inner: Control | null;
}

interface Specification {
  isValid(this: Around): unknown;
  shouldComponentUpdate(this: Around, next: Props): boolean;
  focus(this: Around, path: unknown): void;
  getValidateValue(this: Around): unknown;
  render(this: Around): unknown;
}

interface Decap {
  getWidget(name: string): { control: Component; preview?: Component };
  registerWidget(name: string, control: Component, preview?: Component): void;
  registerCustomFormat(name: string, extension: string, format: Format): void;
  init(options?: { config: object }): void;
}

interface Format {
  fromFile(file: string): Entry;
  toFile(entry: Entry, order: readonly string[]): string;
}

declare const window: {
  CMS_MANUAL_INIT: boolean;
  CMS: Decap;
  createClass(specification: Specification): Component;
  h(component: Component, props: object): unknown;
  addEventListener(event: "DOMContentLoaded", listener: () => void): void;
  localStorage: { setItem(key: string, value: string): void };
  document: { documentElement: { dataset: Record<string, string | undefined> } };
};

const WIDGETS = ["boolean", "datetime", "image", "list", "select", "string", "text"];

/** A control that refuses what the build would refuse, with the same message. */
function held(control: Component, settings: CmsSettings): Component {
  return window.createClass({
    isValid() {
      const own = this.inner?.isValid?.() ?? true;
      if (own !== true && !(typeof own === "object" && own !== null && "error" in own && own.error === false))
        return own;
      const data = this.props.getEntry().getIn(["data"])?.toJS() ?? {};
      const { body: _, [HEAD]: __, ...fields } = data;
      const message = refusals(fields, settings).get(String(this.props.field.get("name")));
      return message === undefined ? true : { error: { type: "CUSTOM", message } };
    },
    shouldComponentUpdate(next) {
      return this.inner?.shouldComponentUpdate?.(next) ?? true;
    },
    focus(path) {
      this.inner?.focus?.(path);
    },
    getValidateValue() {
      // A pattern cannot make an exception for drafts. Decap does not validate empty values.
      return this.props.field.get("pattern") === undefined ? this.inner?.getValidateValue?.() : [];
    },
    render() {
      const inner = (control: Control | null): void => {
        this.inner = control;
      };
      const { field, value } = this.props;
      const shown = field.get("multiple") === true ? chosen(String(field.get("name")), plain(value), settings) : value;
      return window.h(control, { ...this.props, value: shown, ref: inner });
    },
  });
}

/** Decap keeps lists in Immutable.js structures. */
function plain(value: unknown): unknown {
  return isImmutable(value) ? value.toJS() : value;
}

function isImmutable(value: unknown): value is { toJS(): unknown } {
  return typeof value === "object" && value !== null && "toJS" in value && typeof value.toJS === "function";
}

async function start(): Promise<void> {
  const { CMS } = window;
  const settings: CmsSettings = await (await fetch("settings.json")).json();
  for (const name of WIDGETS) {
    const { control, preview } = CMS.getWidget(name);
    CMS.registerWidget(name, held(control, settings), preview);
  }
  CMS.registerCustomFormat(POST_FORMAT, "md", { fromFile: entryFromFile, toFile: fileFromEntry });
  // No login on an author's own machine.
  const isLocal = window.document.documentElement.dataset.cms === "local";
  if (isLocal) window.localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
  // The server compares a save with what it showed to this tab: the file may have been saved elsewhere since.
  CMS.init(isLocal ? { config: { backend: { proxy_url: `/api/v1?tab=${crypto.randomUUID()}` } } } : undefined);
}

window.CMS_MANUAL_INIT = true;
window.addEventListener("DOMContentLoaded", () => void start());
