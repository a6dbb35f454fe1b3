/**
 * A sheet for a very long text. A text field lays all of it out at every letter; this one lays out what is in sight, and
 * tells what was written instead of the whole text.
 */
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, keymap, type ViewUpdate } from "@codemirror/view";
import type { Change } from "./document/change.ts";

/** Marks what did not come from the person who writes: it is not told and cannot be undone. */
const brought = Annotation.define<true>();

const look = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", border: "var(--border) solid var(--edge)", borderRadius: "var(--corner)" },
  "&:hover": { borderColor: "var(--ink)" },
  "&.cm-focused": { outline: "var(--ring) solid var(--pen)", borderColor: "var(--pen)" },
  ".cm-scroller": { fontFamily: "var(--serif)", fontSize: "1.3125rem", lineHeight: "var(--ruling)" },
  ".cm-content": {
    padding: "0.625rem var(--space-4) 0.5rem",
    caretColor: "var(--ink)",
    background:
      "linear-gradient(transparent calc(100% - 0.0625rem), var(--rule) 0) 0 0.375rem / 100% var(--ruling) content-box",
    backgroundClip: "border-box",
  },
  ".cm-line": { padding: "0", unicodeBidi: "plaintext" },
});

/** What the sheet is called, and what is said about it. */
export type SheetName = { readonly label: string; readonly hint?: string | undefined };

/** Measures what was written once it is painted: a sheet can wait for that, a hand should not. */
class PatientView extends EditorView {
  private declare unpainted?: (() => void)[] | undefined; // what it extends measures before there could be a value

  /** A letter comes. Until it is painted, measuring waits. */
  letter(): void {
    if (this.unpainted !== undefined) return;
    this.unpainted = [];
    requestAnimationFrame(() => setTimeout(() => this.#painted()));
  }

  override requestMeasure(request?: Parameters<EditorView["requestMeasure"]>[0]): void {
    const measure = () => super.requestMeasure(request);
    if (this.unpainted === undefined) measure();
    else this.unpainted.push(measure);
  }

  #painted(): void {
    const asked = this.unpainted ?? [];
    this.unpainted = undefined;
    for (const measure of asked) measure();
  }
}

/** Is it a letter, and not a way to another place in the text? */
const isLetter = (event: KeyboardEvent | InputEvent): boolean =>
  "key" in event ? event.key.length === 1 && !event.ctrlKey && !event.metaKey : event.inputType === "insertText";

export class LongSheet extends HTMLElement {
  /** Is told of every change that the person makes. */
  written: ((change: Change) => void) | undefined;
  readonly #view: PatientView;

  constructor() {
    super();
    // In a root of its own the editor's styles are a style sheet object: no style element has to be allowed for it.
    this.style.display = "block";
    this.style.contain = "layout style";
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    this.#view = new PatientView({ parent: root, root, state: this.#stateOf("", { label: "" }) });
    for (const kind of ["keydown", "beforeinput"] as const)
      this.addEventListener(kind, (event) => isLetter(event) && this.#view.letter(), { capture: true });
  }

  /** Says what the sheet is for. Not while somebody writes: what could be undone is forgotten. */
  set name(name: SheetName) {
    this.#view.setState(this.#stateOf(this.value, name));
  }

  get value(): string {
    return this.#view.state.doc.toString();
  }

  set value(text: string) {
    this.setRangeText(text, 0, this.#view.state.doc.length);
  }

  get selectionStart(): number {
    return this.#view.state.selection.main.from;
  }

  get selectionEnd(): number {
    return this.#view.state.selection.main.to;
  }

  /** The place comes into sight. */
  setSelectionRange(anchor: number, head: number): void {
    const { length } = this.#view.state.doc;
    const selection = { anchor: Math.min(anchor, length), head: Math.min(head, length) };
    this.#view.dispatch({ selection, scrollIntoView: true });
  }

  setRangeText(insert: string, from: number, to: number): void {
    this.#view.dispatch({ changes: { from, to, insert }, annotations: brought.of(true) });
  }

  override focus(): void {
    this.#view.focus();
  }

  #stateOf(doc: string, { label, hint }: SheetName): EditorState {
    const attributes = {
      "aria-label": hint ? `${label}. ${hint}` : label,
      autocapitalize: "sentences",
      spellcheck: "false",
    };
    return EditorState.create({
      doc,
      extensions: [
        EditorState.lineSeparator.of("\n"),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of(attributes),
        history(),
        keymap.of([...standardKeymap, ...historyKeymap]),
        look,
        EditorView.updateListener.of((update) => this.#tell(update)),
      ],
    });
  }

  #tell({ transactions }: ViewUpdate): void {
    const own = transactions.filter((one) => one.annotation(brought) === undefined);
    for (const { changes } of own) {
      changes.iterChanges((from, to, at, _, added) => {
        this.written?.({ at, removed: to - from, added: added.sliceString(0, added.length, "\n") });
      });
    }
  }
}

if (customElements.get("long-sheet") === undefined) customElements.define("long-sheet", LongSheet);
