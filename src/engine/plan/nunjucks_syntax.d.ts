import "nunjucks";

/** The part of Nunjucks' parser and compiler that is called; `@types/nunjucks` leaves it out. */
declare module "nunjucks" {
  interface SyntaxNode {
    /** Of a symbol: its name. Of an alias in an import (`a as b`): the name it has here. Of a literal: its value. */
    value: string | SyntaxNode;
    /** Of a macro or a filter. */
    name: SyntaxNode;
    /** Of an import. */
    names: { children: SyntaxNode[] };
    /** Of a reference to another template. */
    template: SyntaxNode;
    /** Counted from 0. */
    lineno: number;
    colno: number;
    /** All descendants of a type. */
    findAll(kind: unknown): SyntaxNode[];
  }

  interface Parser {
    nextToken(): { value: string };
    parseSignature(isTolerant: boolean, hasNoParens: boolean): SyntaxNode;
    parseUntilBlocks(...names: string[]): SyntaxNode;
    advanceAfterBlockEnd(name?: string): void;
  }

  const compiler: {
    compile(text: string, asyncFilters: unknown, tags: unknown, name: string | undefined, options: unknown): string;
  };
  const parser: { parse(template: string, extensions: readonly unknown[], options: object): SyntaxNode };
  const nodes: Readonly<
    Record<
      "Symbol" | "Literal" | "Macro" | "FromImport" | "Import" | "Include" | "Extends" | "Filter",
      new () => SyntaxNode
    >
  > & { NodeList: new (line: number, column: number, children: readonly SyntaxNode[]) => SyntaxNode };
}
