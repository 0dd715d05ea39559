//! Short notices at the lower left: what was done, with Undo, or what could not be done.

export type Toast = {
  readonly id: number;
  readonly says: string;
  /** `wrong` stays until it is closed or something is done; the others leave after 8 s. */
  readonly kind: "done" | "notice" | "wrong";
  /** Takes back what the toast tells of. */
  readonly undo: (() => void) | null;
};

/** How long a toast can be read, in ms. */
export const toastTime = 8_000;

export class Toasts {
  private list: readonly Toast[] = [];
  private next = 1;
  private readonly watchers = new Set<() => void>();

  readonly shown = (): readonly Toast[] => this.list;

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  /**
   * Shows a toast in the place of the one before: only the last step can be taken back. What went wrong
   * stays beside it until it is closed, or something is done.
   */
  show(says: string, kind: Toast["kind"] = "notice", undo: (() => void) | null = null): void {
    const before = this.list.filter((toast) => (toast.kind === "wrong" ? kind !== "done" && toast.says !== says : kind === "wrong"));
    this.set([...before, { id: this.next, says, kind, undo }]);
    this.next += 1;
  }

  close(id: number): void {
    this.set(this.list.filter((toast) => toast.id !== id));
  }

  /** Closes all, as when the window locks. */
  clear(): void {
    this.set([]);
  }

  private set(list: readonly Toast[]): void {
    this.list = list;
    for (const changed of [...this.watchers]) {
      changed();
    }
  }
}
