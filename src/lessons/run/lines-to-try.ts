/** The lines that a step wants tried, and how many of them are done and still in effect. Pure. */

const commandOf = (line: string): string => line.trim().split(/\s+/)[0]

/** Commands that only put back what was changed: nobody has to, at the end. */
const PUTS_BACK = ['release', 'undo', 'reset']

export class ToTry {
  private at = 0
  /** Lines that were done where the workbench was last as it is with this digest. */
  private readonly reached = new Map<string, number>()
  private undone = false

  /** @param digest of the workbench before the first line */
  constructor(
    readonly lines: readonly string[],
    digest: string,
  ) {
    this.reached.set(digest, 0)
  }

  /**
   * Notes a line that the learner ran, whatever its arguments, and the workbench's digest after it.
   * A line that was not asked for and restores an earlier workbench undoes what was done since.
   */
  take(line: string, digest: string): void {
    const command = commandOf(line)
    const wanted = this.at < this.lines.length ? commandOf(this.lines[this.at]) : null
    const asked =
      command === wanted || (command === 'undo' && wanted !== null && PUTS_BACK.includes(wanted))
    const before = this.at
    if (asked) this.at++
    else this.at = this.reached.get(digest) ?? this.at
    this.undone = this.at < before
    this.reached.set(digest, this.at)
  }

  /** The next line; null after the last. */
  get next(): string | null {
    return this.lines[this.at] ?? null
  }

  get tried(): number {
    return this.at
  }

  get done(): boolean {
    return this.lines.slice(this.at).every((line) => PUTS_BACK.includes(commandOf(line)))
  }

  /** The last line took back what had been done. */
  get takenBack(): boolean {
    return this.undone
  }
}
