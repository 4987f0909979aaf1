/** Somebody who plays a lesson on a terminal from its first key to its last, going by what the screen says. */
import { atSeed, type LessonCommand, lineOf, type Step } from '../../src/lessons/format.ts'
import type { Lesson } from '../../src/lessons/load.ts'
import { type Language, textIn } from '../../src/text/index.ts'
import type { Program } from './pty.ts'

const ENTER = '\r'
const DOWN = '\u001b[B'
const ESCAPE = '\u001b'

/** Milliseconds that a step may take, training included. */
const PATIENCE = 15_000
/** Milliseconds without a word from the program that make a screen whole. */
const QUIET = 40

const linesOf = (commands: readonly LessonCommand[]) => commands.map((one) => atSeed(lineOf(one), 1))

export class Learner {
  /** Every screen that was seen. */
  readonly seen: string[] = []
  /** Pages that each step took after it had run. */
  readonly pages: Record<string, number> = {}

  constructor(
    private readonly program: Program,
    private readonly lesson: Lesson,
    private readonly language: Language,
  ) {}

  private get words() {
    return textIn(this.language).learn
  }

  /** Plays to the summary. */
  async play(): Promise<void> {
    const of = this.lesson.script.steps.length
    await this.shown((screen) => screen.includes(`${this.title} · ${this.words.intro}`))
    let before = ''
    for (const [n, step] of this.lesson.script.steps.entries()) {
      await this.on((screen) => screen.includes(this.words.step(n + 1, of)), before)
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
    if (step.do === 'change') await this.inLab(linesOf(step.try), false)
    if (step.do === 'task') await this.inLab(linesOf(step.solve), true)
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
    await this.turnTo(step.choose ? keys.choose : step.number ? keys.number : keys.curve)
    if (step.number) for (const digit of String(step.number.to)) await this.press(digit)
    if (step.curve) await this.press(DOWN)
    await this.press(ENTER)
    await this.turnTo(keys.sure)
    await this.press(ENTER)
  }

  /** The first answer, then the next, until it is the right one. */
  private async explain(): Promise<void> {
    await this.turnTo(this.words.keys.choose)
    await this.press(ENTER)
    await this.turnTo(this.words.keys.sure)
    await this.press(ENTER)
    for (let tries = 0; !this.last.includes('✓'); tries++) {
      if (tries > 12) throw new Error(`no answer is right:\n${this.last}`)
      await this.turnTo(this.words.keys.choose)
      await this.press(DOWN)
      await this.press(ENTER)
    }
  }

  private async inLab(lines: readonly string[], typed: boolean): Promise<void> {
    await this.turnTo(this.words.keys.lab)
    this.program.press(ENTER)
    const prompt = (line: string) => (screen: string) =>
      screen.split('\n').some((row) => {
        // Of a long line the end is seen.
        const shown = row.startsWith('gatelab> ') || row === 'gatelab>' ? row.slice(9).trimEnd() : null
        return shown !== null && (shown === line || (shown.length > 60 && line.endsWith(shown)))
      })
    for (const line of lines) {
      if (typed) {
        await this.shown(prompt(''))
        this.program.press(line)
      }
      await this.shown(prompt(line))
      this.program.press(ENTER)
    }
    const { task, triedAll } = this.words
    await this.shown((screen) => screen.includes((typed ? task.done : triedAll).slice(0, 30)))
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
  private async shown(wanted: (screen: string) => boolean): Promise<void> {
    for (;;) {
      await this.program.waitFor(wanted, PATIENCE)
      const screen = await this.program.quiet(QUIET)
      if (!wanted(screen)) continue
      this.seen.push(screen)
      return
    }
  }
}
