//! The import under way. It lives beside the screens, so that one can look at claims while files are
//! read and come back to the preview; a lock forgets it.

import { call } from "#ui/api/call";
import type { Changed, FileToken, ImportDone, ImportPreview } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { type Progress, runJob } from "#ui/app/job";
import { apiWords } from "#ui/strings/en";
import { importWords } from "#ui/strings/imports";

export type Moving =
  | { readonly kind: "idle"; readonly problem: string | null }
  | { readonly kind: "reading"; readonly progress: Progress; readonly cancel: () => void }
  | { readonly kind: "preview"; readonly preview: ImportPreview; readonly problem: string | null }
  | { readonly kind: "making"; readonly preview: ImportPreview; readonly progress: Progress; readonly cancel: () => void }
  | { readonly kind: "done"; readonly done: ImportDone };

const idle: Moving = { kind: "idle", problem: null };
const nowhere: Progress = { says: importWords.preparing, done: 0, total: 0 };

class Move {
  private state: Moving = idle;
  /** Grows when what is under way is nobody's any more. */
  private turn = 0;
  private readonly watchers = new Set<() => void>();

  readonly shown = (): Moving => this.state;

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  /** Forgets the preview or the summary; work under way is stopped. */
  readonly forget = (): void => {
    if ("cancel" in this.state) {
      this.state.cancel();
    }
    this.turn += 1;
    this.set(idle);
  };

  /** Lets the person pick files, or a folder, and reads them. */
  readonly pick = async (folder: boolean): Promise<void> => {
    const { files } = await call("pick_files", { folder });
    if (files.length !== 0) {
      await this.read(files);
    }
  };

  /** Reads files that were picked or dropped. */
  readonly read = async (files: readonly FileToken[]): Promise<void> => {
    const turn = this.begin((cancel) => ({ kind: "reading", progress: nowhere, cancel }));
    try {
      const preview = await runJob(
        (job) => call("read_files", { job, tokens: files.map((file) => file.token) }),
        (progress) => this.tell(turn, progress),
        (cancel) => this.set({ kind: "reading", progress: nowhere, cancel }),
      );
      this.settle(turn, { kind: "preview", preview, problem: null });
    } catch (thrown) {
      this.settle(turn, { kind: "idle", problem: toProblem(thrown, apiWords.noAnswer).says });
    }
  };

  /** Makes all of a preview. What is refused stands on the screen, and is thrown. */
  readonly make = async (preview: ImportPreview): Promise<Changed<ImportDone>> => {
    const turn = this.begin((cancel) => ({ kind: "making", preview, progress: nowhere, cancel }));
    try {
      const changed = await runJob(
        (job) => call("import_claims", { job, id: preview.id }),
        (progress) => this.tell(turn, progress),
        (cancel) => this.set({ kind: "making", preview, progress: nowhere, cancel }),
      );
      this.settle(turn, { kind: "done", done: changed.value });
      return changed;
    } catch (thrown) {
      // The core forgets a preview once it was asked to make it: the files are read again.
      this.settle(turn, { kind: "idle", problem: toProblem(thrown, apiWords.noAnswer).says });
      throw thrown;
    }
  };

  private begin(state: (cancel: () => void) => Moving): number {
    this.turn += 1;
    this.set(state(() => {}));
    return this.turn;
  }

  private tell(turn: number, progress: Progress): void {
    if (turn === this.turn && "progress" in this.state) {
      this.set({ ...this.state, progress });
    }
  }

  private settle(turn: number, state: Moving): void {
    if (turn === this.turn) {
      this.set(state);
    }
  }

  private set(state: Moving): void {
    this.state = state;
    for (const changed of [...this.watchers]) {
      changed();
    }
  }
}

/** The one import under way in this window. */
export const move = new Move();
