import { describe, expect, it } from "vitest";
import { htmlOf, structured } from "./sample.ts";

describe("callouts", () => {
  it.each(["note", "tip", "important", "warning", "caution", "takeaways"])(
    "may be of type %s, in any case",
    async (kind) => {
      for (const written of [kind, kind.toUpperCase()]) {
        const html = await htmlOf(`> [!${written}]\n> Text.`);
        expect(html).toContain(`class="callout callout-${kind}"`);
        expect(html).toContain("<p>Text.</p>");
        expect(html).not.toContain("blockquote");
      }
    },
  );

  it("are titled in the blog's language, or by the author", async () => {
    expect(await htmlOf("> [!NOTE]\n> x")).toContain('<p class="callout-title">Note</p>');
    expect(await htmlOf("> [!NOTE] Mind *this*\n> x")).toContain('<p class="callout-title">Mind <em>this</em></p>');
  });

  it("may contain any blocks or none", async () => {
    expect(await htmlOf("> [!TIP]\n> - one\n> - two")).toMatch(/callout-title">Tip<\/p>\s*<ul>/);
    expect(await htmlOf("> [!TIP]")).not.toContain("<p></p>");
  });

  it("may be nested in a blockquote", async () => {
    const html = await htmlOf("> > [!NOTE]\n> > in\n>\n> out");
    expect(html).toMatch(/<blockquote>[\s\S]*callout-note[\s\S]*out[\s\S]*<\/blockquote>/);
  });

  it("are blockquotes when the type is unknown or not at the start", async () => {
    for (const text of ["> [!NEWS]\n> x", "> x [!NOTE]", "> [NOTE]\n> x"]) {
      expect(await htmlOf(text)).toContain("<blockquote>");
    }
  });
});

describe("pull quotes", () => {
  it("are figures around a quote, with its source", async () => {
    const html = await htmlOf("> [!QUOTE] Ada *Lovelace*\n> One line.\n>\n> > Inside.\n\nAfter.");
    expect(html.replace(/\s*\n\s*/g, "")).toBe(
      '<figure class="pull-quote"><blockquote><p>One line.</p><blockquote><p>Inside.</p></blockquote></blockquote>' +
        "<figcaption>Ada <em>Lovelace</em></figcaption></figure><p>After.</p>",
    );
  });

  it("need no source, and are no quotes of the author's own", async () => {
    expect(await htmlOf("> [!quote]\n> x")).not.toContain("figcaption");
    expect(await htmlOf("> [!QUOTE]\n> x\n\n---\n\n> y")).toMatch(/<\/figure>\s*<hr>\s*<blockquote>\s*<p>y/);
  });
});

describe("task lists", () => {
  it("have labelled, disabled checkboxes", async () => {
    const html = await htmlOf("- [ ] one\n- [x] two\n- [X] three");
    expect(html.match(/class="task"/g)).toHaveLength(3);
    expect(html.match(/<input type="checkbox" disabled checked/g)).toHaveLength(2);
    expect(html.match(/aria-label="(?:Done|To do)"/g)).toHaveLength(3);
  });

  it("keep the source positions of their links", () => {
    expect(structured("- [ ] one [here](/x)").links).toMatchObject([{ target: "/x", place: { line: 1, column: 11 } }]);
  });

  it.each(["- [a] x", "- []", "- [ ](/x) y", "[ ] x"])("are not recognised in %s", async (text) => {
    expect(await htmlOf(text)).not.toContain("<input");
  });
});
