/** What is said of one sequence of a task. Numbers come in as they are to be printed. */

import { plural } from './plural.ts'

export const example = {
  title: (task: string, number: number, steps: number) =>
    `Sequence ${number} of the held-out data of ${task}: ${plural(steps, 'time step')}`,
  /** Labels of the picture's rows. */
  rows: { cues: 'cue', time: 't', input: 'input', wanted: 'wanted' },
  channels: { value: 'value', marker: 'marker' } as Readonly<Record<string, string>>,
  outputs: { even: 'even', odd: 'odd' } as Readonly<Record<string, string>>,
  moreChannels: (count: number) => `… and ${plural(count, 'input')} more`,
  /** In place of rows in which nothing happens. */
  skipped: (from: number, to: number) => `… t = ${from} to ${to}: no cue, nothing new wanted …`,
  inputs: (list: string) => `The inputs in their order: ${list}.`,
  cueAt: (what: string, t: number) => `${what} (t = ${t})`,
  cues: (list: string) => `At the cue steps stands: ${list}.`,
  everyStep: 'Every time step counts for the answer.',
  noCues: 'The task says of no time step that it matters.',
  wanted: (what: string, t: number) => `Wanted at t = ${t}: ${what}.`,
  wantedAt: (count: number, first: number, last: number) =>
    `An answer is wanted at ${plural(count, 'time step')}, from t = ${first} to ${last}.`,
  nothingWanted: 'Nothing is wanted.',
  differs: 'Under ≠ a net answers something else than is wanted.',
  probabilities: 'What each net takes for how likely',
  /** What a net answers. `cell`: its name and how far it is. */
  cell: (name: string, step: number) => `${name} (step ${step})`,
  sure: (cell: string, answer: string, probability: string) =>
    `${cell} answers ${answer}, as wanted; it gives it a probability of ${probability}.`,
  unsure: (cell: string, answer: string, probability: string, wanted: string, given: string) =>
    `${cell} answers ${answer} with a probability of ${probability}; ${wanted}, which is wanted, gets ${given}.`,
  number: (cell: string, answer: string, off: string | null) =>
    off === null
      ? `${cell} answers ${answer}.`
      : `${cell} answers ${answer}, which is ${off} off what is wanted.`,
  numbers: (cell: string, loss: string) => `${cell}: mean squared error ${loss} on this sequence.`,
  allAsWanted: (cell: string, count: number) => `${cell}: all ${count} answers as wanted.`,
  someAsWanted: (
    cell: string,
    count: { same: number; all: number },
    first: { t: number; answer: string; wanted: string },
  ) =>
    `${cell}: ${count.same} of ${count.all} answers as wanted; the first other one at t = ${first.t}: ${first.answer} where ${first.wanted} is wanted.`,
  /** By the task's own rule, which may let several answers pass. */
  rule: (right: number, of: number) =>
    of === 1
      ? `By the rule of the task that is ${right === 1 ? 'right' : 'wrong'}.`
      : `By the rule of the task ${right} of ${of} are right.`,
  nothing: 'none',
}
