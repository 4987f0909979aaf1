/** Progress lines for standard error without a screen: the plan, then how far it is. */
import type { CommandEvent } from '../commands/grammar/command.ts'
import type { Text } from '../text/index.ts'
import { significant } from '../view/shared/number.ts'

type PlanEvent = Extract<CommandEvent, { type: 'plan' }>
type Inspected = Extract<CommandEvent, { type: 'net-progress' }>
type Ended = Extract<CommandEvent, { type: 'end' }>

/** Seconds between two lines about how far it has come. */
const EVERY = 5
/** Seconds of a look into a net before the first of them, and behind what was told of a layer. */
const FIRST = 1
/** Runs of one comparison up to which each is told when it ends. */
const FEW = 40

export class Progress {
  private plan: PlanEvent | null = null
  private ended = 0
  private tried: { readonly done: number; readonly of: number } | null = null
  private secondsLeft: number | null = null
  /** When the last line was said, or when there would have been one EVERY seconds before the next. */
  private last: number

  /** `seconds` is a clock; `threads` is how many there are to train on. */
  constructor(
    private readonly seconds: () => number,
    private readonly threads: number,
  ) {
    this.last = this.soon()
  }

  /** The line of an event, with its line end; null for most. */
  line(event: CommandEvent, text: Text): string | null {
    const words = this.words(event, text)
    return words === null ? null : `${words}\n`
  }

  private words(event: CommandEvent, text: Text): string | null {
    switch (event.type) {
      case 'part':
        return text.commands.part(event.part, event.of)
      case 'plan':
        return this.begin(event, text)
      case 'certifying':
        return text.commands.certifying(event.tasks.length, event.guesses)
      case 'certified': {
        const { task, length } = event.certificate
        return text.commands.certified(task, length, event.left)
      }
      case 'bench-observation': {
        const { step, loss, metric } = event.observation
        const [first, second] = [loss, metric].map((value) =>
          value === null ? '—' : significant(value),
        )
        return text.commands.benchProgress(event.cell, step, first, second)
      }
      case 'trial':
        this.tried = event
        return this.now(text)
      case 'progress':
        this.secondsLeft = event.secondsLeft
        return this.now(text)
      case 'net-progress':
        return this.inspected(event, text)
      case 'net-layer':
        // What was measured may have been said just now: no line right behind it.
        this.last = Math.max(this.last, this.soon())
        return null
      case 'original':
        return event.through
          ? text.commands.trial(event.experiment, event.seed, event.sequences, event.done, event.of)
          : null
      case 'end':
        return this.end(event, text)
      default:
        return null
    }
  }

  private begin(plan: PlanEvent, { commands }: Text): string {
    const { runs, outline, spec } = plan
    this.plan = plan
    this.ended = 0
    this.tried = null
    this.secondsLeft = null
    this.last = this.seconds()
    const facts = [
      ...(runs.length < outline.planned ? [commands.ofPlan(outline.planned)] : []),
      ...(outline.done > 0 ? [commands.alreadyDone(outline.done)] : []),
      ...(outline.trials > 0 ? [commands.firstSearch(outline.trials)] : []),
      ...(outline.seconds > 0
        ? [commands.takes(commands.duration(outline.seconds), this.threads)]
        : []),
    ]
    return commands.planned(runs.length, outline.points.length, spec.task, facts)
  }

  private end({ result }: Ended, text: Text): string | null {
    this.ended++
    const before = this.ended <= (this.plan?.outline.done ?? 0)
    if (before) return null
    const { points } = this.plan?.outline ?? { points: [] }
    if (points.length > 1 || (this.plan?.runs.length ?? 0) > FEW) return this.now(text)
    const { cell, seed, status, solvedAt, steps } = result
    const { solved, unsolved, diverged } = text.commands.status
    const came =
      status === 'solved'
        ? solved(solvedAt ?? steps)
        : status === 'diverged'
          ? diverged(steps)
          : unsolved(steps)
    return text.commands.progress(cell, seed, came)
  }

  /** What `last` is for the next line to be said after FIRST seconds. */
  private soon(): number {
    return this.seconds() + FIRST - EVERY
  }

  private inspected({ doing, done, of }: Inspected, { commands }: Text): string | null {
    const now = this.seconds()
    if (now - this.last < EVERY) return null
    this.last = now
    return commands.inspected[doing](done, of)
  }

  /** A progress line, if the last one was some time ago. */
  private now({ ui }: Text): string | null {
    const { plan, tried, secondsLeft } = this
    if (!plan || this.seconds() - this.last < EVERY) return null
    this.last = this.seconds()
    const searching = tried !== null && tried.done < tried.of
    const far = searching
      ? ui.study.trials(tried.done, tried.of)
      : ui.study.runs(this.ended, plan.runs.length)
    return [far, ...(secondsLeft === null ? [] : [ui.study.left(secondsLeft)])].join(' · ')
  }
}
