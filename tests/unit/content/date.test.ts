import { describe, expect, it } from "vitest";
import { readDate } from "../../../src/content/date.ts";

const read = (written: string, zone = "America/Chicago") => readDate(written, zone);

describe("a date in front matter", () => {
  it("without a time zone is in the site's time zone", () => {
    expect(read("2024-05-02")).toEqual({ time: Date.parse("2024-05-02T05:00:00Z") });
    expect(read("2024-05-02", "Europe/Berlin")).toEqual({ time: Date.parse("2024-05-01T22:00:00Z") });
  });

  it("with a time zone is that instant", () => {
    expect(read("2025-05-02T23:44:11.778Z")).toEqual({ time: Date.parse("2025-05-02T23:44:11.778Z") });
  });

  it("may have a space before the time", () => {
    expect(read("2024-05-02 09:30")).toEqual({ time: Date.parse("2024-05-02T14:30:00Z") });
  });

  it.each(["2024-05-02 10:00:00 -0400", "2024-05-02 10:00:00 -04:00", "2024-05-02 14:00:00 UTC"])(
    "may have Jekyll's format: %s",
    (written) => {
      expect(read(written)).toEqual({ time: Date.parse("2024-05-02T14:00:00Z") });
    },
  );

  it.each([
    ["2024-02-30", "February 2024 has 29 days, so there is no 2024-02-30."],
    ["2023-02-29", "February 2023 has 28 days, so there is no 2023-02-29."],
    ["2024-13-01", "There is no month 13."],
    ["0202-05-01", "The year 0202 is not one in which a post can be dated."],
    ["soon", "“soon” is not a date."],
    ["“2024-05-02”", "Curly quotation marks stand around this date."],
  ])("is rejected as %s: %s", (written, reason) => {
    expect(read(written)).toMatchObject({ reason });
  });

  it.each([
    ["March 3, 2024", "2024-03-03"],
    ["25/12/2024", "2024-12-25"],
    ["2024/7/4", "2024-07-04"],
    ["3/4/2024", undefined],
    ["May 2nd, 2024", "2024-05-02"],
    ["“2024-05-02”", "2024-05-02"],
    ["2024-05-02,", "2024-05-02"],
  ])("that is written %s suggests %s", (written, suggestion) => {
    expect(read(written)).toMatchObject({ suggestion });
  });
});
