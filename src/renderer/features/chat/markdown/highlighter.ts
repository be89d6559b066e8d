import type { Emitter } from 'highlight.js';
import core from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

export interface CodeSpan {
  readonly text: string;
  /** What it is, as highlight.js calls it: "keyword", "string"; null for the rest. */
  readonly scope: string | null;
}

const LANGUAGES = {
  bash,
  c,
  cpp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};

/** Collects spans instead of HTML, so that nothing written by others is ever parsed as markup. */
class SpanEmitter implements Emitter {
  readonly spans: CodeSpan[] = [];
  private readonly scopes: string[] = [];

  addText(text: string): void {
    if (text === '') return;
    const scope = this.scopes.at(-1) ?? null;
    const last = this.spans.at(-1);
    if (last !== undefined && last.scope === scope) {
      this.spans[this.spans.length - 1] = { text: last.text + text, scope };
    } else this.spans.push({ text, scope });
  }

  // highlight.js calls a scope by both pairs of names.
  startScope(name: string): void {
    this.scopes.push(name.split('.', 1)[0] ?? name);
  }

  endScope(): void {
    this.scopes.pop();
  }

  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof SpanEmitter)) return;
    for (const { text, scope } of emitter.spans) {
      if (scope !== null) this.startScope(scope);
      this.addText(text);
      if (scope !== null) this.endScope();
    }
  }

  toHTML(): string {
    return '';
  }

  finalize(): void {}
}

const highlighter = core.newInstance();
highlighter.configure({ __emitter: SpanEmitter });
for (const [name, language] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, language);

/** Null for a language it does not know. */
export function highlightCode(code: string, language: string): readonly CodeSpan[] | null {
  if (highlighter.getLanguage(language) === undefined) return null;
  const { _emitter: emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
  return emitter instanceof SpanEmitter ? emitter.spans : null;
}
