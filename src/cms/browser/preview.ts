/**
 * The preview: the page of the post, by the build's own Markdown, views, templates and style sheet.
 */

import nunjucks from "nunjucks/browser/nunjucks-slim.js";
import { isError } from "../../base/diagnostic.ts";
import { fill, trimmed } from "../../views/i18n/filters.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { ShownArticle } from "../../views/types.ts";
import { absoluteUrl } from "../../views/urls.ts";
import type { EditorSettings } from "../inspection.ts";
import type { Component, PreviewProps } from "./decap.ts";
import { element } from "./dom.ts";
import { editorSettings, inspectEntry } from "./inspect_entry.ts";
import { assetAt } from "./text/pictures.ts";

interface Self {
  host: HTMLElement | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const PAUSE_MS = 250;

export function preview(): Component {
  const show = async ({ entry, getAsset }: PreviewProps, host: HTMLElement | null): Promise<void> => {
    const found = await inspectEntry(entry);
    if (found === undefined || host === null) return;
    if (found.view === undefined) {
      // There is no page yet.
      host.replaceChildren(...found.problems.filter(isError).map(({ message }) => element("p", {}, message)));
      return;
    }
    const settings = await editorSettings();
    const { lang, dir } = found.view;
    const html = rendered(found.view, settings);
    // A document that nobody sees runs no scripts and loads no pictures.
    const { body } = new DOMParser().parseFromString(html, "text/html");
    Object.assign(host.ownerDocument.documentElement, { lang, dir });
    for (const script of body.querySelectorAll("script")) script.remove();
    for (const details of body.querySelectorAll("details.contents")) details.setAttribute("open", "");
    for (const picture of body.querySelectorAll("img")) {
      const address = decodeURI(picture.getAttribute("src") ?? "");
      const asset = /\/assets\/img\/uploads\/.*/.exec(address)?.[0];
      // The build draws it.
      if (address.includes("/assets/social/")) picture.remove();
      else if (asset !== undefined) picture.src = String(assetAt(getAsset)(asset) ?? "") || address;
    }
    host.replaceChildren(...body.childNodes);
  };
  return window.createClass<Self, PreviewProps>({
    componentDidMount() {
      void show(this.props, this.host);
    },
    componentDidUpdate() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void show(this.props, this.host), PAUSE_MS);
    },
    componentWillUnmount() {
      clearTimeout(this.timer);
    },
    render() {
      const host = (element: HTMLElement | null): void => {
        this.host = element;
      };
      const look = { className: "preview-look", role: "group", "aria-label": "Look", ref: addLook };
      return window.h("div", {}, window.h("div", look), window.h("main", { className: "site-main", ref: host }));
    },
  });
}

let environment: { render(name: string, context: object): string } | undefined;

function rendered(view: ShownArticle, { site, siteView }: EditorSettings): string {
  if (environment === undefined) {
    const made = new nunjucks.Environment(new nunjucks.PrecompiledLoader(window.nunjucksPrecompiled), {
      autoescape: true,
    });
    made.addFilter("fill", fill);
    made.addFilter("trimmed", trimmed);
    made.addFilter("coverOf", () => "");
    made.addFilter("absoluteUrl", (url: string) => absoluteUrl(site, url));
    environment = made;
  }
  return environment.render(view.layout, { view, site: siteView, words: wordsFor(site.language) });
}

/** How the buttons above the preview look, inside its frame. */
export const LOOK_STYLE = `
  .preview-look { display: flex; gap: 0.5rem; padding: 0.5rem; }
  .preview-look button { min-width: 2.75rem; min-height: 2.75rem; border: 1px solid; border-radius: 4px; }
  .preview-look [aria-pressed="true"] { outline: 2px solid; }`;

const WIDTHS = { Phone: 390, Desk: 1280 } as const;

/** Buttons for the page in the dark, on a phone and on a desk. */
function addLook(place: HTMLElement | null): void {
  if (place === null || place.childElementCount > 0) return;
  const { documentElement: page, defaultView } = place.ownerDocument;
  const frame = defaultView?.frameElement;
  const setTheme = (isDark: boolean): void => void page.setAttribute("data-theme", isDark ? "dark" : "light");
  setTheme(false);
  frame?.setAttribute("title", "Preview");
  const widths = Object.entries(WIDTHS).map(([label, width]) =>
    toggle(label, (isOn, pressed) => {
      for (const other of widths) if (other !== pressed) other.setAttribute("aria-pressed", "false");
      if (frame instanceof HTMLElement) setWidth(frame, isOn ? width : undefined);
    }),
  );
  place.append(toggle("Dark", setTheme), ...widths);
}

function toggle(label: string, press: (isOn: boolean, pressed: HTMLElement) => void): HTMLElement {
  const made = element("button", { type: "button", "aria-pressed": "false" }, label);
  made.addEventListener("click", () => {
    const isOn = made.getAttribute("aria-pressed") === "false";
    made.setAttribute("aria-pressed", String(isOn));
    press(isOn, made);
  });
  return made;
}

/** Gives a frame the width of a device, and scales it down if there is less room. */
function setWidth(frame: HTMLElement, width: number | undefined): void {
  frame.removeAttribute("style");
  if (width === undefined) return;
  const scale = Math.min(1, (frame.parentElement?.clientWidth ?? width) / width);
  const height = frame.clientHeight / scale;
  frame.style.cssText = `width: ${width}px; max-width: none; height: ${height}px; transform: scale(${scale}); transform-origin: 0 0`;
}
