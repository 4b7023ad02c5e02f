/**
 * The preview: the page of the post, by the build's own Markdown, views, templates and style sheet.
 */

import nunjucks from "nunjucks/browser/nunjucks-slim.js";
import { fill, trimmed } from "../../views/i18n/filters.ts";
import { wordsFor } from "../../views/i18n/i18n.ts";
import type { ShownArticle } from "../../views/types.ts";
import { absoluteUrl } from "../../views/urls.ts";
import type { EditorSettings } from "../inspection.ts";
import type { Component, PreviewProps } from "./decap.ts";
import { editorSettings, inspectEntry } from "./inspect_entry.ts";

interface Self {
  host: HTMLElement | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const PAUSE_MS = 250;

export function preview(): Component {
  const show = async ({ entry, getAsset }: PreviewProps, host: HTMLElement | null): Promise<void> => {
    const found = await inspectEntry(entry);
    if (found?.view === undefined || host === null) return;
    const html = rendered(found.view, await editorSettings());
    // A document that nobody sees runs no scripts and loads no pictures.
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const script of body.querySelectorAll("script")) script.remove();
    for (const details of body.querySelectorAll("details.contents")) details.setAttribute("open", "");
    for (const picture of body.querySelectorAll("img")) {
      const address = decodeURI(picture.getAttribute("src") ?? "");
      const asset = /\/assets\/img\/uploads\/.*/.exec(address)?.[0];
      // The build draws it.
      if (address.includes("/assets/social/")) picture.remove();
      else if (asset !== undefined) picture.src = String(getAsset(asset) ?? "") || address;
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
      return window.h("main", { className: "site-main", ref: host });
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
