/** Mistakes in the Markdown of a post, by kind. */

import { block, inParagraph, onWord, type Put, words } from "./post.ts";

const halves = (text: string): [string, string] => {
  const middle = text.indexOf(" ", text.length / 2);
  return [text.slice(0, middle), text.slice(middle + 1)];
};

export const TEXT_KINDS: Readonly<Record<string, Put>> = {
  // Unclosed markup.
  "a fence that is never closed": block("```python\nprint(1)"),
  "bold text that is never closed": inParagraph(onWord(3, (word) => `**${word}`)),
  "bold underscores that are never closed": inParagraph(onWord(3, (word) => `__${word}`)),
  "struck text that is never closed": inParagraph(onWord(3, (word) => `~~${word}`)),
  "italic text that is never closed": inParagraph(onWord(3, (word) => `*${word}`)),
  "a code span that is never closed": inParagraph(onWord(3, (word) => `\`${word}`)),
  "an element that is never closed": words("<b>bold", "<em>so", "<span style='color:red'>red", "<sub>2", "<u>under"),
  "a block that is never closed": block("<div class='note'>\n\nA note."),
  "details that are never closed": block("<details>\n<summary>More</summary>\n\nText."),
  "a formula that is never closed": words("\\(x^2 + 1", "\\( \\alpha_1 "),
  "a displayed formula that is never closed": block("$$\n\\frac{a}{b}\n\nText."),
  "a link that is never closed": words("[the docs](https://example.com/docs", "[this page](/blog/"),
  "a link text that is never closed": words(
    "[the docs(https://example.com/docs)",
    "the docs](https://example.com/docs)",
  ),
  "a comment that is never closed": block("<!-- to be continued"),
  "a wrong fence": block("'''python\nprint(1)\n'''"),

  // Tables.
  "a row of dashes with too few columns": block("| A | B | C |\n| --- | --- |\n| 1 | 2 | 3 |", 0, 1),
  "a row of dashes with too many columns": block("| A | B |\n|---|---|---|\n| 1 | 2 |", 0, 1),
  "a row with two cells too many": block("| A | B |\n| --- | --- |\n| 1 | 2 | 3 | 4 |", 2),
  "a row with too many cells": block("| A | B |\n| --- | --- |\n| 1 | 2 | 3 |", 2),
  "a bar in a cell's code": block("| A | B |\n| --- | --- |\n| `a || b` | or |", 2),
  "a table without a row of dashes": block("| Name | Age |\n| Ada | 36 |\n| Max | 41 |"),
  "a table with tabs": block("Name\tAge\tTown\nAda\t36\tRome\nMax\t41\tOslo"),
  "a table without names": block("| | |\n| --- | --- |\n| 1 | 2 |"),
  "a row of dashes with other marks": block("| A | B |\n| === | === |\n| 1 | 2 |", 0, 1),

  // References.
  "a footnote without a text": words("[^nowhere]", "[^note-9]"),
  "a footnote that nothing refers to": block("[^unused]: A note that nobody sees."),
  "a link to a name that is not defined": words("[our guide][nowhere]", "[the list][the-list]"),
  "two definitions of a footnote": block("See[^twice].\n\n[^twice]: One.\n[^twice]: Two.", 3),

  // Lists.
  "a number that is left out": block("1. One\n2. Two\n4. Four\n5. Five", 2),
  "a number that is repeated": block("1. One\n2. Two\n2. Three\n3. Four", 2),
  "a number that jumps between paragraphs": block("1. One\n\n2. Two\n\n5. Five", 4),
  "an item without a space": block("- One\n-Two\n- Three", 1),
  "numbers without a space": block("1)First\n2)Second", 0),
  "pasted bullets": block("• One\n• Two\n• Three"),
  "lettered items": block("a) One\nb) Two\nc) Three"),
  "numbers in brackets": block("(1) One\n(2) Two\n(3) Three"),
  "dashes of a word processor": block("– One\n– Two\n– Three"),
  "a year that begins a list": inParagraph((text) => `1986. ${text}`),
  "a task without a space": block("- [] Write\n- [] Read", 0, 1),
  "a task with a wrong mark": block("- [ x ] Write\n- [ ] Read"),

  // Headings and other blocks.
  "a heading without a space": block("##Next steps\n\nText."),
  "a heading of level 7": block("####### Deep\n\nText."),
  "a heading of level 1": block("# Another start\n\nText."),
  "a heading without words": block("##\n\nText."),
  "a skipped level": block("## Part of it\n\n##### Deep\n\nText.", 2),
  "a heading given twice": block("## Same words\n\nText.\n\n## Same words\n\nText.", 4),
  "a line that makes a heading of a paragraph": inParagraph((text) => `${text}\n---\n\nText.`, 0, 1),
  "a paragraph that is code": inParagraph((text) => `    ${text}`),
  "bold lines for headings": block("**First part**\n\nText.\n\n**Second part**\n\nText."),
  "a callout of an unknown kind": block("> [!NOTES]\n> Text.", 0),
  "a callout without its mark": block("> [NOTE]\n> Text.", 0),
  "the fields pasted again": block("---\ntitle: Pasted\ndate: 2024-05-02\n---", 0, 1, 2, 3),
  "a conflict of two versions": block("<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> main", 0),

  // Characters.
  "a run of no-break spaces": words("a\u00a0\u00a0\u00a0b", "and\u00a0then"),
  "a zero-width space": inParagraph(onWord(4, (word) => `${word.slice(0, 2)}\u200b${word.slice(2)}`)),
  "a soft hyphen": inParagraph(onWord(4, (word) => `${word.slice(0, 2)}\u00ad${word.slice(2)}`)),
  "a mark of direction": words("word\u202e", "\u200eword", "\u2066word"),
  "a control character": words("word\u0008", "a\u000bword", "\u001bword"),
  "a line separator": words("word\u2028", "word\u2029"),
  "a thin or wide space": words("one\u2003two", "one\u2009two", "one\u3000two", "one\u2002two"),
  "a replacement character": words("caf\ufffd", "\ufffdquoted\ufffd"),
  "an object replacement character": words("\ufffc"),
  "a letter of another script": inParagraph(onWord(3, () => "p\u0430per")),
  mojibake: words("itâ€™s", "cafÃ©", "â€œthisâ€\u009d"),
  "an entity without a semicolon": words("a&nbsp b", "5 &lt 6", "AT&amp T"),
  "an entity that was escaped twice": words("a&amp;nbsp;b", "it&amp;rsquo;s", "&amp;quot;this&amp;quot;"),
  "markup that was escaped": words("&lt;b&gt;this&lt;/b&gt;", "&lt;a href=&quot;/x/&quot;&gt;this&lt;/a&gt;"),

  // Links.
  "a space within a link": words("[the docs] (https://example.com/)", "[us] (/about/)"),
  "brackets the wrong way round": words("(the docs)[https://example.com/]"),
  "a misspelt scheme": words(
    "[a](htps://example.com/)",
    "htttp://example.com/x",
    "https//example.com/a",
    "https:/example.com",
  ),
  "a scheme given twice": words("[a](https://https://example.com/)", "[a](http://https://example.com)"),
  "a space in an address": words("[a](https://example.com/a page)", "[a](/assets/img/uploads/my file.pdf)"),
  "an address without a scheme": words("[a](www.example.com/a)", "[a](example.com)"),
  "a mailbox without a scheme": words("[write](ada@example.org)"),
  "curly quotation marks around a title": words(
    "[a](https://example.com/ “A title”)",
    "[a](https://example.com ‘A title’)",
  ),
  "a link without an address": words("[the docs]()", "[this]( )"),
  "a link without words": words("[](https://example.com/)"),
  "a link to no page": words("[a](/blog/no-such-post-anywhere/)", "[a](/about-us-all/)"),
  "a link to no heading": words("[a](#no-such-heading-anywhere)"),
  "a link to a draft": (on) => {
    const put = words("[a](/blog/an-unfinished-draft/)")(on);
    return put && { ...put, beside: { "posts/an-unfinished-draft.md": DRAFT } };
  },
  "a link to a machine of one's own": words(
    "[a](http://localhost:3000/x)",
    "[a](https://127.0.0.1/x)",
    "http://192.168.1.4/a",
  ),
  "a link to a preview": words("[a](https://staging.example.com/x)", "[a](https://deploy-preview-4--x.netlify.app/)"),
  "a link to a file of a machine": words(
    "[a](file:///C:/Users/ada/x.pdf)",
    "[a](C:\\Users\\ada\\x.pdf)",
    "[a](/Users/ada/x.pdf)",
  ),
  "a link to an editor": words("[a](https://example.com/wp-admin/post.php?post=4&action=edit)"),
  "words that say nothing of a link": words(
    "[click here](https://example.com/)",
    "[here](https://example.com/x)",
    "[this link](https://example.com/)",
    "[read more](https://example.com/y)",
  ),
  "a link with trackers": words(
    "[a](https://example.com/?utm_source=x&utm_medium=y)",
    "[a](https://example.com/?fbclid=abc)",
  ),
  "a link over http": words("[a](http://github.com/x)", "[a](http://www.wikipedia.org/)"),
  "a dangerous link": words("[a](javascript:alert(1))"),
  "a link of Word": words(
    "[a](https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=x)",
    "[a](https://www.google.com/url?q=https://example.com&sa=D)",
  ),

  // Pictures.
  "a picture that is missing": block("![A desk](/assets/img/uploads/no-such-picture-here.jpg)"),
  "a picture without an address": block("![A desk]()"),
  "a path with a space": block("![A desk](/assets/img/uploads/my desk photo.png)"),
  "a path without a suffix": block("![A desk](/assets/img/uploads/desk-photo)"),
  "a path with backslashes": block("![A desk](\\assets\\img\\uploads\\desk.png)"),
  "a picture of a machine": block("![A desk](C:/Users/ada/desk.png)", 0),
  "a picture without a description": block("![](https://example.com/desk.png)"),
  "a description that is a file's name": block("![IMG_2041.jpg](https://example.com/IMG_2041.jpg)"),
  "a picture pasted as data": block(`![A dot](data:image/png;base64,${"iVBORw0KGgo".repeat(12)})`),
  "a picture with the wrong brackets": block("!(A desk)[https://example.com/desk.png]"),
  "a picture with a space after the bracket": block("! [A desk](https://example.com/desk.png)", 0),
  "an element without a description": block('<img src="https://example.com/desk.png">'),

  // Emphasis and code.
  "spaces within emphasis": inParagraph(onWord(3, (word) => `** ${word} **`)),
  "emphasis that runs into a word": inParagraph(onWord(3, (word) => `**${word}${word}**and`)),
  "curly quotation marks in code": block("```python\nprint(“hello”)\n```", 1),
  "curly quotation marks in a code span": words("`print(“a”)`", "`echo ‘a’`"),
  "an unknown language of code": block("```pyhton\nprint(1)\n```"),
  "a formula with an error": words("\\(\\frac{1}{2\\)", "\\(\\alhpa + 1\\)"),

  // HTML.
  "a script": block("<script>alert(1)</script>"),
  "a frame of an unknown host": block('<iframe src="https://frames.example.net/x" title="A talk"></iframe>'),
  "an attribute that runs a script": words('<b onclick="x()">this</b>'),
  "a form": block('<form action="/x"><input name="a"></form>'),
  "a word in angle brackets": words("<your-name>", "<company>"),
  "text from a word processor": block('<p class="MsoNormal">Text</p>'),
  "a closing tag that closes nothing": words("word</b>", "word</div>"),

  "a section of XML": block("<![CDATA[ These words ]]>"),
  "a program": block('<?php echo "words"; ?>'),
  "a style": words('<span style="color: red">red</span>', '<font size="5">large</font>'),
  "an obsolete element": words("<marquee>news</marquee>", "<blink>news</blink>"),
  "an element that swallows tags": block("<plaintext>Words", 0),
  "Markdown within HTML": block("<div>\nSome **bold** words and [a link](https://example.com/).\n</div>", 1),
  "a list within HTML": block("<center>\n- one\n- two\n</center>", 1),
  "a video that is missing": block('<video src="/assets/img/uploads/no-such-talk.mp4"></video>'),
  "a sound that is missing": block('<audio controls><source src="/assets/img/uploads/no-such-talk.mp3"></audio>'),
  "a document that is missing": words("[the slides](/assets/img/uploads/no-such-slides-anywhere.pdf)"),
  "a comment of the wrong form": words("<!- fix this ->", "<-- fix this -->"),
  "an end of an element without one": words("a line</br>"),

  // Words.
  "filler text": block("Lorem ipsum dolor sit amet, consectetur adipiscing elit."),
  "a note to oneself": words("TODO: add a source", "(TBD)", "FIXME: check", "TK TK", "XXX"),
  "a placeholder": words("[insert link]", "[Your Name]", "[add example]", "[INSERT COMPANY NAME]", "[link]"),
  "a word given twice": inParagraph(onWord(4, () => "the the")),
  "a word given twice over a line": inParagraph(
    (text) =>
      halves(text)
        .map((half, at) => (at === 0 ? `${half} with` : `with ${half}`))
        .join("\n"),
    0,
    1,
  ),
  "an answer of an assistant": block("Certainly! Here is a blog post about mentors.", 0),
  "marks of an assistant": words("【12†source】", ":contentReference[oaicite:0]{index=0}", "citeturn0search1"),

  // Leftovers.
  "a key": words(
    "AKIAIOSFODNN7EXAMPLQ",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
    "xoxb-123456789012-abcdefABCDEF123456",
    "sk-proj-abcDEF1234567890abcDEF1234567890abcDEF12",
  ),
  "a private key": block("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"),
  "a password": words("password: hunter2hunter", "api_key=9f86d081884c7d659a2feaa0c55ad015"),
  "a private address of mail": words(
    "ada.lovelace42@gmail.com",
    "write to max_miller@yahoo.com",
    "[mail](mailto:ada1815@hotmail.com)",
  ),
  "a telephone number": words("+1 (415) 867-5309", "call 415-867-5309", "+44 20 7123 4567", "+49 30 901820"),

  // Markup of other tools.
  "a shortcode of Hugo": words('{{< figure src="a.png" >}}', "{{% note %}}"),
  "a tag of Liquid": words('{% include video.html id="x" %}', "{% raw %}"),
  "a variable of a template": words("{{ site.title }}", "{{ page.url }}"),
  "a container": block(":::warning\nText.\n:::"),
  "an admonition": block("!!! note\n    Text."),
  "a wikilink": words("[[Another post]]", "![[picture.png]]"),
  "a contents mark": block("[TOC]"),
  "an import of MDX": block("import Chart from './chart'"),
  "a component of MDX": block("<Chart data={x} />"),
  "an attribute of kramdown": block("Text.\n{: .note }", 1),
  "an attribute of Pandoc": block("## A heading {#own-id}\n\nText."),
  "a shortcode of WordPress": block('[caption id="a" align="left"]Text[/caption]'),
  "a directive of reStructuredText": block(".. note:: Text"),
  BBCode: words("[b]bold[/b]", "[url=https://example.com]a[/url]"),
  "a command of LaTeX": words("\\textbf{bold}", "\\section{One}", "\\cite{knuth}"),
  "a highlight of another tool": words("==this=="),
  "inserted text of another tool": words("++added++"),
  "a subscript of another tool": words("H~2~O", "CO~2~"),
  "a superscript of another tool": words("x^2^", "10^th^"),
  "a grid table": block("+-----+-----+\n| A   | B   |\n+=====+=====+\n| 1   | 2   |\n+-----+-----+"),
  "a definition": block("Mentor\n: Somebody who helps", 1),
  "an abbreviation": block("*[CV]: A list of what you did"),
  "a spoiler": words("||the end||", ">!the end!<"),
  "a mark of an editor": words("{++added++}", "{--removed--}", "{>>why?<<}"),
  "code of Org mode": block("#+BEGIN_SRC python\nprint(1)\n#+END_SRC"),
  "a comment of Obsidian": words("%% hidden %%"),
  "the markup of Jira or Textile": block("h2. A heading"),

  // Leftovers of rich text editors.
  "an escaped callout": block("> \\[!TIP]\n> Text.", 0),
  "an escaped task": block("* \\[ ] Write\n* \\[x] Read", 0, 1),
  "escaped bold text": words("\\*\\*bold\\*\\*", "\\_\\_bold\\_\\_"),
  "an escaped heading": block("\\## Heading"),
  "an escaped link": words("\\[a](https://example.com/)", "\\[a]\\(https://example.com/)"),
  "an escaped fence": block("\\`\\`\\`\ncode\n\\`\\`\\`", 0),
  "an escaped table": block("\\| A \\| B \\|\n\\| - \\| - \\|", 0),
  "an escaped footnote": words("word\\[^1]"),
  "escaped words": words("\\(in the morning\\)"),
};

const DRAFT =
  "---\ntitle: An unfinished draft\ndate: 2024-01-01\nauthor: Saeed Mirshekari\ndraft: true\n---\n\nText.\n";
