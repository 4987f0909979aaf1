/** The command that a session runs at the moment, and the ways to end it. */
import type { RunningCommand } from '../grammar/command.ts'

/** Milliseconds that what is stopped may take to end by itself. */
const PATIENCE = 500

export class CurrentCommand {
  private running: RunningCommand | null = null
  private preparing = false

  /**
   * Nothing is begun yet, or what runs cannot be stopped: there is nothing that would have to be
   * kept.
   */
  get heedless(): boolean {
    const { control, stop, end } = this.running ?? {}
    return this.preparing || (this.running !== null && !control && !stop && !end)
  }

  /** Something is running that gives up what is finished when it is stopped. */
  get steerable(): boolean {
    return this.running?.control !== undefined
  }

  /** While a command is being prepared nothing has to be kept. */
  async prepared<T>(prepare: () => Promise<T>): Promise<T> {
    this.preparing = true
    try {
      return await prepare()
    } finally {
      this.preparing = false
    }
  }

  begin(running: RunningCommand | null): void {
    this.running = running
  }

  /** This one is through; another one that began meanwhile goes on. */
  through(running: RunningCommand): void {
    if (this.running === running) this.running = null
  }

  /** Ends what is running now; what is finished is kept. */
  stop(): void {
    const { control, stop } = this.running ?? {}
    if (stop) stop()
    else control?.stop()
  }

  /** The same at once, whatever it is at; nothing has to be kept. */
  end(): void {
    if (this.running?.end) this.running.end()
    else this.stop()
  }

  /** Stops it, and ends it if it goes on for half a second: for whoever waits for nothing more. */
  leave(): void {
    const { running } = this
    this.stop()
    if (running === null) return
    const timer = setTimeout(() => {
      if (this.running === running) this.end()
    }, PATIENCE)
    timer.unref()
  }
}
