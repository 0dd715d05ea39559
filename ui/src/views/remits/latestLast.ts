//! Asks one question at a time: while an answer is on its way only the latest of what came since waits
//! for its turn. What is typed is never held up by it.

export class LatestLast<Ask, Answer> {
  private waiting: { readonly ask: Ask } | null = null;
  private asking: Promise<void> | null = null;
  private readonly host: (ask: Ask) => Promise<Answer>;
  private readonly answered: (answer: Answer, ask: Ask) => void;
  private readonly failed: (thrown: unknown) => void;

  constructor(host: (ask: Ask) => Promise<Answer>, answered: (answer: Answer, ask: Ask) => void, failed: (thrown: unknown) => void) {
    this.host = host;
    this.answered = answered;
    this.failed = failed;
  }

  /** Asks this, in place of whatever waited. */
  ask(ask: Ask): void {
    this.waiting = { ask };
    this.asking ??= this.run();
  }

  /** True while an answer is awaited. */
  get busy(): boolean {
    return this.asking !== null;
  }

  /** Resolves when the latest question is answered. */
  settled(): Promise<void> {
    return this.asking ?? Promise.resolve();
  }

  private async run(): Promise<void> {
    while (this.waiting !== null) {
      const { ask } = this.waiting;
      this.waiting = null;
      try {
        this.answered(await this.host(ask), ask);
      } catch (thrown) {
        this.failed(thrown);
      }
    }
    this.asking = null;
  }
}
