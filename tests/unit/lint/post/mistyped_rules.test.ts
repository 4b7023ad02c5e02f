import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("HTML that is mistyped", () => {
  it.each([
    ["Text <!- fix this -> text.", "1:6"],
    ["Text <-- fix this --> text.", "1:6"],
    ["A line</br>", "1:7"],
    ["A line</ br>", "1:7"],
  ])("is reported: %s", async (body, place) => {
    expect(await findings(body)).toContain(`${place} mistyped-markup`);
  });

  it.each(["Text <!-- a comment --> text.", "An arrow -> and <- another --> of them.", "A line<br>"])(
    "is none of these: %s",
    async (body) => {
      expect(await findings(body)).toEqual([]);
    },
  );
});

describe("mistyped-markup", () => {
  it.each([
    ["Text.\n\n##Heading\n\nText.", "3:1"],
    ["#A whole heading\n\nText.", "1:1"],
    ["See [a text] (https://x.example/).", "1:5"],
    ["See (a text)[https://x.example/].", "1:5"],
    ["See [it](htps://x.example/).", "1:10"],
    ["See https//x.example/.", "1:5"],
    ["See https:/x.example/.", "1:5"],
    ["See hhttps://x.example/.", "1:5"],
    ["See [it](https://https://x.example/).", "1:10"],
    ["1)first\n2) second", "1:1"],
    ["1.First\n2. Second", "1:1"],
    ["- one\n-two", "2:1"],
    ["Name\tAge\nAda\t36\nMax\t40", "1:1"],
  ])("reports %j", async (body, place) => {
    expect(await findings(body)).toContain(`${place} mistyped-markup`);
  });

  it.each([
    ["## Heading\n\n#hashtag #another\n\n#1 is the best."],
    ["A [task] (see below), f[x] (1), and [text](https://x.example/)."],
    ["See https://x.example/, http://x.example/ and https://x.example/?u=https://y.example/."],
    ["See https://web.example/web/2020/http://x.example/."],
    ["`htps://x` and `##x`"],
    ["3.5 percent\n1.5kg"],
    ["Text.\n\n-Ada"],
    ["```\nName\tAge\nAda\t36\n```"],
    ["Use http or https, ftp:// too."],
  ])("accepts %j", async (body) => {
    expect((await findings(body)).filter((found) => found.endsWith("mistyped-markup"))).toEqual([]);
  });
});
