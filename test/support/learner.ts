/**
 * Somebody who plays a lesson on a terminal from its first key to its last, going by what the
 * screen says.
 */
import {
  atSeed,
  type LessonCommand,
  lineOf,
  type Step,
} from '../../src/lessons/format/lesson-schema.ts'
import type { Lesson } from '../../src/lessons/load/lesson.ts'
import type { Language } from '../../src/text/index.ts'
import { includesWrapped, offers, prompt, unspaced } from './learner-screen.ts'
import type { Program } from './pty.ts'
import { textIn } from './texts.ts'

const ENTER = '\r'
const DOWN = '\u001b[B'
const ESCAPE = '\u001b'
const UP = '\u001b[A'

/** Milliseconds that a step may take, training included. */
const PATIENCE = 15_000
/** The same where a lesson is gone on with: everything before the step is run again. */
const RETURN = 90_000
/** Milliseconds without a word from the program that make a screen whole. */
const QUIET = 40

const linesOf = (commands: readonly LessonCommand[]) =>
  commands.map((one) => atSeed(lineOf(one), 1))

export class Learner {
  /** Every screen that was seen. */
  readonly seen: string[] = []
  /** Pages that each step took after it had run. */
  readonly pages: Record<string, number> = {}

  constructor(
    private readonly program: Program,
    private readonly lesson: Lesson,
    private readonly language: Language,
    /**
     * Tries every task wrongly first, undoes a change before it is made again, and asks for every
     * hint.
     */
    private readonly clumsy = false,
  ) {}

  private get words() {
    return textIn(this.language).learn
  }

  /**
   * Plays to the summary; or from the step at which it was left, or up to one, which is then on the
   * screen.
   */
  async play(from = 0, to = Number.POSITIVE_INFINITY): Promise<void> {
    const { steps } = this.lesson.script
    const place = (n: number) => this.words.step(n + 1, steps.length)
    const first = from === 0 ? this.words.intro : place(from)
    await this.shown(
      (screen) => screen.includes(this.title) && screen.includes(first) && this.ready(screen),
      RETURN,
    )
    let before = ''
    for (const [n, step] of steps.entries()) {
      if (n < from) continue
      await this.on((screen) => screen.includes(place(n)), before)
      if (n >= to) return
      await this.through(step)
      before = step.id
    }
    await this.on((screen) => screen.includes(this.words.summary.title), before)
  }

  private get title() {
    return this.lesson.prose[this.language].title
  }

  private async through(step: Step): Promise<void> {
    if (step.do === 'predict') return this.predict(step)
    if (step.do === 'explain') return this.explain()
    if (step.do === 'run') {
      await this.turnTo(this.words.keys.run)
      await this.press(ENTER)
      await this.unfold()
    }
    if (step.do === 'change') {
      if (this.clumsy) await this.looksOnly(linesOf(step.try)[0])
      await this.inLab(linesOf(step.try), false)
    }
    if (step.do === 'task') {
      if (this.clumsy) await this.triesWrongly(step)
      await this.inLab(linesOf(step.solve), true)
    }
  }

  /** Everything that the commands said, and back. */
  private async unfold(): Promise<void> {
    const { details } = this.words
    const folded = this.last
    await this.press('d')
    if (!this.last.includes(details.title)) throw new Error(`nothing is unfolded:\n${this.last}`)
    await this.press('d')
    if (this.last !== folded) throw new Error(`not folded again:\n${this.last}`)
  }

  private async predict(step: Extract<Step, { do: 'predict' }>): Promise<void> {
    const { keys } = this.words
    await this.turnTo(step.choose ? keys.pick : step.number ? keys.number : keys.curve)
    if (step.choose) await this.press(DOWN)
    if (step.number) for (const digit of String(step.number.to)) await this.press(digit)
    if (step.curve) await this.press(DOWN)
    await this.press(ENTER)
    await this.turnTo(keys.sure)
    await this.press(ENTER)
  }

  /** The first answer, then the next, until it is the right one. */
  private async explain(): Promise<void> {
    await this.turnTo(this.words.keys.pick)
    await this.press(DOWN)
    await this.press(ENTER)
    await this.turnTo(this.words.keys.sure)
    await this.press(ENTER)
    for (let tries = 0; !this.last.includes('✓'); tries++) {
      if (tries > 12) throw new Error(`no answer is right:\n${this.last}`)
      await this.turnTo(this.words.keys.pick)
      await this.press(DOWN)
      await this.press(ENTER)
    }
  }

  /** To the lab and back without having done anything: the step is not done by that. */
  private async looksOnly(first: string): Promise<void> {
    await this.turnTo(this.words.keys.lab)
    this.program.press(ENTER)
    await this.shown((screen) => screen.includes('gatelab>'))
    this.program.press(`\u0015help${ENTER}`)
    // The line to be tried is offered again.
    await this.shown((screen) => screen.includes('> help') && offers(screen, first))
    this.program.press(ESCAPE)
    await this.shown(
      (screen) =>
        screen.includes(this.title) &&
        includesWrapped(screen, this.words.change.notYet(0, 1).slice(0, 6)),
    )
    await this.press(UP)
  }

  /**
   * The looks of the solution alone, and every hint: told what was measured, with the task in
   * sight.
   */
  private async triesWrongly(step: Extract<Step, { do: 'task' }>): Promise<void> {
    const { task, solution } = this.words
    await this.turnTo(this.words.keys.lab)
    this.program.press(ENTER)
    const looks = step.solve.flatMap((one) =>
      typeof one === 'string' ? [] : [atSeed(one.line, 1)],
    )
    for (const [n, line] of looks.entries()) {
      await this.shown(
        (screen) =>
          /gatelab> *$/m.test(screen) && (n === 0 || screen.includes(`> ${looks[n - 1]}`)),
      )
      this.program.press(`${line}${ENTER}`)
    }
    await this.shown((screen) => screen.includes(task.notQuite) && screen.includes(task.again))
    for (let n = 0; n < step.hints; n++) {
      this.program.press('?')
      await this.shown((screen) => screen.includes(this.words.hint(n + 1, step.hints).trim()))
    }
    this.program.press('?')
    await this.shown((screen) => screen.includes(solution))
    this.program.press('?')
    await this.shown((screen) => screen.includes(this.words.noMoreHints.slice(0, 20)))
    this.program.press(ESCAPE)
    await this.shown(
      (screen) => screen.includes(this.title) && screen.includes(task.notYet.slice(0, 6)),
    )
    await this.press(UP)
  }

  private async inLab(lines: readonly string[], typed: boolean): Promise<void> {
    await this.turnTo(this.words.keys.lab)
    this.program.press(ENTER)
    for (const line of lines) {
      if (typed) {
        await this.shown(prompt(''))
        this.program.press(line)
      }
      await this.shown(prompt(line))
      this.program.press(ENTER)
    }
    const { task, triedAll } = this.words
    // Behind the score it may go on in the next line.
    const over = unspaced(typed ? task.done : triedAll).slice(0, 25)
    await this.shown((screen) => unspaced(screen).includes(over))
    this.program.press(ESCAPE)
    await this.shown((screen) => this.ready(screen) && screen.includes(this.title))
  }

  /** Turns the pages of a step until a key is offered. */
  private async turnTo(key: string): Promise<void> {
    for (let pages = 0; !this.last.includes(key); pages++) {
      if (pages > 20) throw new Error(`"${key}" is not offered:\n${this.last}`)
      await this.press(ENTER)
    }
  }

  /** Enter, until the screen is as it should be: so many pages had the step before. */
  private async on(wanted: (screen: string) => boolean, before: string): Promise<void> {
    let pages = 0
    for (; !wanted(this.last); pages++) {
      if (pages > 20) throw new Error(`does not go on:\n${this.last}`)
      await this.press(ENTER)
    }
    this.pages[before] = pages
  }

  private get last(): string {
    return this.seen.at(-1) ?? ''
  }

  /** Presses a key, and waits for what comes of it. */
  private async press(keys: string): Promise<void> {
    const before = this.last
    this.program.press(keys)
    await this.shown((screen) => screen !== before && this.ready(screen))
  }

  /** Nothing runs, and the keys are told. */
  private ready(screen: string): boolean {
    const foot = screen.trimEnd().split('\n').at(-1) ?? ''
    const { keys, summary } = this.words
    return [keys.leave, summary.home].some((one) => foot.includes(one)) && !foot.includes(keys.stop)
  }

  /** Waits for a screen that is as it should be, and that nothing more comes to at once. */
  private async shown(wanted: (screen: string) => boolean, patience = PATIENCE): Promise<void> {
    for (;;) {
      await this.program.waitFor(wanted, patience)
      const screen = await this.program.quiet(QUIET)
      if (!wanted(screen)) continue
      this.seen.push(screen)
      return
    }
  }
}
