import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/cms/browser/text/apply.ts";
import {
  block,
  footnote,
  heading,
  link,
  list,
  newLine,
  quote,
  table,
} from "../../../src/cms/browser/text/markdown_commands.ts";
import { mark } from "../../../src/cms/browser/text/marks.ts";

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

const [bold, italic] = [mark("**", "bold"), mark("*", "italic")];
const bullets = list(() => "- ", /^[-*+] (?!\[[ xX]\] )/);
const numbers = list((at) => `${at + 1}. `, /^\d+[.)] /);
const tasks = list(() => "- [ ] ", /^[-*+] \[[ xX]\] /);
const formula = block("$$\n", "x", "\n$$");
const callout = block("> [!TIP]\n> ", "words", "", "> ");

describe("the buttons above the text", () => {
  it.each<[string, Command | typeof newLine, string, string | undefined]>([
    ["mark words", bold, "a |b| c", "a **|b|** c"],
    ["mark words without the spaces around them", bold, "a| b |c", "a **|b|** c"],
    ["unmark words", bold, "a **|b|** c", "a |b| c"],
    ["unmark words that are selected with their marks", bold, "a |**b**| c", "a |b| c"],
    ["mark a placeholder", italic, "a | c", "a *|italic|* c"],
    ["mark the word at whose end the caret is", bold, "a word|", "a **|word|**"],
    ["mark the word around the caret", bold, "a wo|rd c", "a **|word|** c"],
    ["make bold words italic, too", italic, "**|b|**", "***|b|***"],
    ["make italic words bold, too", bold, "*|b|*", "***|b|***"],
    ["take only one of two marks away", italic, "***|b|***", "**|b|**"],
    ["mark two spans together", bold, "|**a** and **b**|", "**|**a** and **b**|**"],
    ["mark each line of several", bold, "- |a\n- b\n\n> c|", "- |**a**\n- **b**\n\n> **c**|"],
    ["unmark each line of several", bold, "- |**a**\n- **b**|", "- |a\n- b|"],
    ["mark code with a backtick in it", mark("`", "code"), "|a`b|", "`` |a`b| ``"],
    ["begin a list", bullets, "one\ntw|o\nth|ree\n", "one\n|- two\n- three|\n"],
    ["begin a list where there is nothing", bullets, "|", "- |"],
    ["end a list", bullets, "- o|ne", "o|ne"],
    ["end a list of several lines", bullets, "|- a\n\n- b\n|", "|a\n\nb|\n"],
    ["leave blank lines between items", bullets, "|a\n\nb|", "|- a\n\n- b|"],
    ["number lines", numbers, "|a\nb|", "|1. a\n2. b|"],
    ["number a list, and the list within it by itself", numbers, "|- a\n   - b\n- c|", "|1. a\n   1. b\n2. c|"],
    ["make tasks of a list", tasks, "|- a\n- b|", "|- [ ] a\n- [ ] b|"],
    ["make a list of tasks", bullets, "- [x] a|", "- a|"],
    ["begin a quotation", quote, "|a\n\nb|", "|> a\n>\n> b|"],
    ["begin a quotation where there is nothing", quote, "|", "> |"],
    ["end a quotation", quote, "|> a\n>\n> b|", "|a\n\nb|"],
    ["quote a list", quote, "|- a\n  - b|", "|> - a\n>   - b|"],
    ["begin a heading", heading, "Tit|le\nText", "## Tit|le\nText"],
    ["lower a heading", heading, "## Tit|le", "### Tit|le"],
    ["end a heading", heading, "### Tit|le", "Tit|le"],
    ["make a heading of an item", heading, "- Tit|le", "## Tit|le"],
    ["put a block behind the paragraph", formula, "One|Two\nthree\n\nFour", "OneTwo\nthree\n\n$$\n|x|\n$$\n\nFour"],
    ["put a block behind the list", formula, "- on|e\n- two\n", "- one\n- two\n\n$$\n|x|\n$$\n"],
    ["put a block behind a block of code", formula, "```\na|\n\nb\n```\n", "```\na\n\nb\n```\n\n$$\n|x|\n$$\n"],
    ["put a block in front of a paragraph", formula, "|One", "$$\n|x|\n$$\n\nOne"],
    ["put a block into an empty text", formula, "|", "$$\n|x|\n$$"],
    ["make a block of words", formula, "One |y = 1| two", "One\n\n$$\n|y = 1|\n$$\n\ntwo"],
    ["make a callout of several lines", callout, "|a\n\nb\n|\nc", "> [!TIP]\n> |a\n>\n> b|\n\nc"],
    [
      "put a longer fence around a fence",
      block("```sql\n", "x", "\n```"),
      "|```\na\n```|",
      "````sql\n|```\na\n```|\n````",
    ],
    ["link words", link("/blog/a/", "A"), "see |this|", "see [|this|](/blog/a/)"],
    ["link a title", link("/a b", "A"), "see |", "see [|A|](</a b>)"],
    ["add a footnote", footnote, "One|.\n\nTwo.\n", "One[^1].\n\nTwo.\n\n[^1]: |The note.|\n"],
    ["add a footnote behind the word", footnote, "O|ne.", "One[^1].\n\n[^1]: |The note.|\n"],
    ["add the next footnote", footnote, "One[^1]|.\n\n[^1]: A.\n", "One[^1][^2].\n\n[^1]: A.\n[^2]: |The note.|\n"],
    ["go on with a list", newLine, "- one|", "- one\n- |"],
    ["go on with a list in a quotation", newLine, "> -  one|", "> -  one\n> -  |"],
    ["go on with a quotation", newLine, "> one|", "> one\n> |"],
    ["go on with a task", newLine, "1. [x] one|", "1. [x] one\n2. [ ] |"],
    ["end a list in an empty item", newLine, "- one\n- |", "- one\n|"],
    ["end a list in a quotation, and then that", newLine, "> - one\n> - |", "> - one\n> |"],
    ["end a quotation in an empty line", newLine, "> one\n> |", "> one\n|"],
    ["leave other lines alone", newLine, "one|", undefined],
    ["leave code alone", newLine, "```\n- one|\n```", undefined],
  ])("%s", (_, command, before, expected) => {
    expect(after(command, before)).toBe(expected);
  });

  it("insert a table, or make one of lines and tabs", () => {
    const made = (text: string, from: number, to: number): string => {
      const { insert, ...at } = table(text, { from, to });
      return text.slice(0, at.from) + insert + text.slice(at.to);
    };
    expect(made("", 0, 0)).toBe("| Column | Column |\n| --- | --- |\n| Cell | Cell |");
    expect(made("One.\n", 2, 2)).toBe("One.\n\n| Column | Column |\n| --- | --- |\n| Cell | Cell |\n");
    expect(made("a\tb\n1\t2 | 3\n\nEnd.", 0, 11)).toBe("| a | b |\n| --- | --- |\n| 1 | 2 \\| 3 |\n\nEnd.");
    expect(made("- a\n- b", 0, 7)).toBe("| a |\n| --- |\n| b |");
    expect(made("a\nb", 0, 3)).toBe("| a |\n| --- |\n| b |");
  });
});
