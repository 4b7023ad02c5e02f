/**
 * The form for a link: an address, or words of the title of a post.
 */

import type { EditorView } from "@codemirror/view";
import { z } from "zod";
import type { Props } from "../decap.ts";
import { element } from "../dom.ts";
import { applied } from "./apply.ts";
import { link } from "./markdown_commands.ts";

const MOST_RESULTS = 8;

const found = z.object({
  payload: z.object({
    hits: z.array(
      z.object({
        slug: z.string(),
        data: z.object({ title: z.string().catch(""), slug: z.string().optional().catch(undefined) }),
      }),
    ),
  }),
});

/** Opens the form above the text, or closes it. */
export function toggleLinkPanel(view: EditorView, props: Props): void {
  const host = view.dom.parentElement;
  const open = host?.querySelector(".link-panel");
  if (open) {
    close(open, view);
    return;
  }
  const input = element("input", {
    type: "text",
    "aria-label": "Address, or words of a post's title",
    placeholder: "https://…, or words of a post's title",
    autocomplete: "off",
  });
  const results = element("ul", { "aria-label": "Posts" });
  const form = element("div", { class: "link-panel", role: "group", "aria-label": "Link" }, input, results);
  const insert = (address: string, title: string): void => {
    close(form, view);
    applied(view, link(address, title));
  };
  input.addEventListener("input", () => void search(input.value, props, results, insert));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(form, view);
    if (event.key !== "Enter") return;
    // The form around the field would be submitted.
    event.preventDefault();
    const first = results.querySelector("button");
    if (isAddress(input.value)) insert(input.value.trim(), "");
    else first?.click();
  });
  view.dom.before(form);
  input.focus();
}

function close(form: Element, view: EditorView): void {
  form.remove();
  view.focus();
}

function isAddress(text: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|[/#])\S+$/i.test(text.trim());
}

async function search(
  term: string,
  { query, forID }: Props,
  results: HTMLElement,
  insert: (address: string, title: string) => void,
): Promise<void> {
  const isWord = term.trim() !== "" && !isAddress(term);
  const answer = isWord ? await query(forID, "posts", ["title"], term.trim(), undefined, MOST_RESULTS) : undefined;
  const hits = found.safeParse(answer).data?.payload.hits ?? [];
  results.replaceChildren(
    ...hits.slice(0, MOST_RESULTS).map(({ slug, data }) => {
      const button = element("button", { type: "button" }, data.title || slug);
      button.addEventListener("click", () => insert(`/blog/${data.slug ?? slug}/`, data.title));
      return element("li", {}, button);
    }),
  );
}
