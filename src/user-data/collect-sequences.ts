/**
 * Collects sequences while a file is read, and refuses inconsistent ones, naming the lines of both.
 */

import { sanitizeName } from '../io/sanitize.ts'
import { ReadNotes } from '../results/reading-notes.ts'
import { InputError } from '../rules/input-error.ts'
import { LIMITS } from '../rules/limits.ts'
import { contentOfSequences, Growing } from '../tasks/from-files/sequences.ts'
import type { DataContent } from '../tasks/shared/file-content.ts'

/** With fewer sequences none could be held out: of ten, two are. */
const FEWEST = 10
/** Maximum number of inputs, and of outputs. */
const MOST_WIDE = 4096
const [, MAX_LENGTH] = LIMITS.length
const MOST_CLASSES = 1000

export type Label = string | number
/** What is asked at a time step: a class, or numbers. */
export type Answer = Label | readonly number[]

/** A width (number of values), and the first line that had it. */
interface Width {
  readonly width: number
  readonly line: number
}

export class Gather {
  private readonly x = new Growing()
  private readonly y = new Growing()
  private readonly start: number[] = [0]
  private readonly asked: number[] = [0]
  private readonly at: number[] = []
  private readonly ids = new Map<string, number>()
  /** Classes by the order in which they came. */
  private readonly labels = new Map<Label, number>()
  private inputs: Width | null = null
  private outputs: Width | null = null
  private steps = 0
  readonly notes = new ReadNotes()

  constructor(readonly path: string) {}

  /** A sequence begins. Throws InputError 'data-id-again' where there was one of that id. */
  begin(line: number, id: string | null): void {
    if (id === null) return
    const first = this.ids.get(id)
    if (first !== undefined)
      throw new InputError('data-id-again', { path: this.path, line, id: sanitizeName(id), first })
    this.ids.set(id, line)
  }

  /** The inputs of the next time step. `place` is how a message calls them. */
  step(line: number, place: string, values: readonly number[]): void {
    this.inputs = this.alike(line, place, 'inputs', values.length, this.inputs)
    for (const value of values) this.x.push(value)
    this.steps++
    if (this.steps > MAX_LENGTH) throw this.tooMany(line, 'steps', this.steps, MAX_LENGTH)
  }

  /** What is asked at time step t, from 0. */
  answer(line: number, place: string, t: number, answer: Answer): void {
    if (typeof answer === 'object') {
      this.outputs = this.alike(line, place, 'outputs', answer.length, this.outputs)
      for (const value of answer) this.y.push(value)
    } else this.y.push(this.classOf(line, answer))
    this.at.push(t)
  }

  /**
   * The sequence is over. One that asks for nothing is left out: nothing could be learned of it.
   */
  end(line: number): void {
    if (this.at.length === this.asked[this.asked.length - 1]) {
      if (this.notes.unanswered++ === 0) this.notes.firstUnanswered = line
      this.x.length -= this.steps * (this.inputs?.width ?? 0)
      this.steps = 0
      return
    }
    this.start.push(this.start[this.start.length - 1] + this.steps)
    this.asked.push(this.at.length)
    this.steps = 0
  }

  /** Whether each answer is one whole number. */
  get areWholeNumbers(): boolean {
    return this.outputs?.width === 1 && this.y.all().every(Number.isInteger)
  }

  /** Everything that was gathered. Throws InputError where it is too little to learn from. */
  content(): DataContent {
    const { path, start, asked, at, inputs, outputs, labels } = this
    const found = start.length - 1
    const { unanswered, firstUnanswered: line } = this.notes
    if (found === 0 && unanswered > 0)
      throw new InputError('data-no-answer', { path, line, sequences: unanswered })
    if (found < FEWEST) {
      throw new InputError('data-too-few', {
        path,
        found,
        needed: FEWEST,
        ...(unanswered ? { unanswered } : {}),
        ...this.word(),
      })
    }
    const classes = outputs === null
    if (classes) this.notes.labels = inOrder(labels).map(([label]) => String(label))
    const content = contentOfSequences({
      inputSize: inputs?.width ?? 0,
      outputSize: outputs?.width ?? labels.size,
      classes,
      start,
      x: this.x.all(),
      asked,
      at,
      y: classes ? this.y.all().map(renumbered(labels)) : this.y.all(),
    })
    if (content.constant === (classes ? 1 : 0))
      throw new InputError('data-one-answer', { path, ...this.word() })
    return content
  }

  /** The most frequent word for a missing value, if it may have been meant as a class. */
  private word(): { word?: string } {
    const words = [...this.notes.missing].filter(([word]) => word !== '' && word !== 'null')
    const [most] = words.sort(([, a], [, b]) => b - a)
    return most ? { word: sanitizeName(most[0]) } : {}
  }

  private alike(
    line: number,
    place: string,
    what: 'inputs' | 'outputs',
    found: number,
    like: Width | null,
  ): Width {
    if (like === null && found > MOST_WIDE) throw this.tooMany(line, what, found, MOST_WIDE)
    if (like !== null && like.width !== found) {
      const { width: expected, line: first } = like
      throw new InputError('data-ragged', { path: this.path, line, place, found, expected, first })
    }
    return like ?? { width: found, line }
  }

  private classOf(line: number, label: Label): number {
    const known = this.labels.get(label)
    if (known !== undefined) return known
    const found = this.labels.size + 1
    if (found > MOST_CLASSES) throw this.tooMany(line, 'classes', found, MOST_CLASSES)
    this.labels.set(label, found - 1)
    return found - 1
  }

  private tooMany(
    line: number,
    what: 'inputs' | 'outputs' | 'classes' | 'steps',
    found: number,
    most: number,
  ) {
    return new InputError('data-too-many', { path: this.path, line, what, found, most })
  }
}

/** Classes in their own order: whole numbers by their size, texts by their code units. */
function inOrder(labels: ReadonlyMap<Label, number>): [Label, number][] {
  const numbers = [...labels.keys()].every((label) => /^-?\d{1,15}$/.test(String(label)))
  return [...labels].sort(([a], [b]) =>
    numbers ? Number(a) - Number(b) || (a < b ? -1 : 1) : String(a) < String(b) ? -1 : 1,
  )
}

/** Maps class numbers by first appearance to their sorted order. */
function renumbered(labels: ReadonlyMap<Label, number>): (came: number) => number {
  const place = new Map(inOrder(labels).map(([, came], n) => [came, n]))
  return (came) => place.get(came) ?? 0
}
