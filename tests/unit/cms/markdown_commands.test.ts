import { describe, expect, it } from "vitest";
import {
  block,
  type Command,
  footnote,
  heading,
  link,
  mark,
  newLine,
  prefix,
} from "../../../src/cms/browser/markdown_commands.ts";

/** The text after a command, with what is selected between bars; likewise before. */
function after(command: Command | typeof newLine, marked: string): string | undefined {
  const [from, last] = [marked.indexOf("|"), marked.lastIndexOf("|")];
  const text = marked.replaceAll("|", "");
  const change = command(text, { from, to: last === from ? from : last - 1 });
  if (change === undefined) return undefined;
  const whole = text.slice(0, change.from) + change.insert + text.slice(change.to);
  const { from: start, to: end } = change.select;
  return `${whole.slice(0, start)}|${whole.slice(start, end)}${end > start ? "|" : ""}${whole.slice(end)}`;
}

describe("the buttons above the text", () => {
  it.each<[string, Command | typeof newLine, string, string | undefined]>([
    ["mark words", mark("**", "bold"), "a |b| c", "a **|b|** c"],
    ["unmark words", mark("**", "bold"), "a **|b|** c", "a |b| c"],
    ["mark a placeholder", mark("*", "italic"), "a |c", "a *|italic|*c"],
    ["begin a list", prefix(() => "- ", /^- /), "one\ntw|o\nth|ree\n", "one\n- two\n- three|\n"],
    ["end a list", prefix(() => "- ", /^- /), "- o|ne", "one|"],
    ["number lines", prefix((at) => `${at + 1}. `, /^\d+\. /), "|a\nb|", "1. a\n2. b|"],
    ["begin a heading", heading, "Tit|le\nText", "## Title|\nText"],
    ["lower a heading", heading, "## Tit|le", "### Title|"],
    ["end a heading", heading, "### Tit|le", "Title|"],
    ["put a block on lines of its own", block("$$\n", "x", "\n$$"), "One|Two", "One\n\n$$\n|x|\n$$\n\nTwo"],
    ["put a block into an empty text", block("$$\n", "x", "\n$$"), "|", "$$\n|x|\n$$"],
    ["link words", link("/blog/a/", "A"), "see |this|", "see [|this|](/blog/a/)"],
    ["link a title", link("/a b", "A"), "see |", "see [|A|](</a b>)"],
    ["add a footnote", footnote, "One|.\n\nTwo.\n", "One[^1].\n\nTwo.\n\n[^1]: |The note.|\n"],
    ["add the next footnote", footnote, "One[^1]|.\n\n[^1]: A.\n", "One[^1][^2].\n\n[^1]: A.\n[^2]: |The note.|\n"],
    ["go on with a list", newLine, "- one|", "- one\n- |"],
    ["go on with a task", newLine, "1. [x] one|", "1. [x] one\n2. [ ] |"],
    ["end a list in an empty item", newLine, "- one\n- |", "- one\n|"],
    ["leave other lines alone", newLine, "one|", undefined],
  ])("%s", (_, command, before, expected) => {
    expect(after(command, before)).toBe(expected);
  });
});
