/** The lab on a terminal in memory, with commands that play. */

import stringWidth from 'string-width'
import { afterEach, expect, vi } from 'vitest'
import { sentenceOf } from '../../src/cli/error-output.ts'
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { type LabOptions, showLab } from '../../src/ui/lab/lab.tsx'
import { observationOf } from './comparison.ts'
import { fails, type Play, playedConversation, says } from './conversation.ts'
import { bench, gradient, memory, states, task, training, walk } from './lab-results.ts'
import { type FakeTerminal, KEY, openTerminal } from './terminal.ts'
import { textIn } from './texts.ts'

// Ink asks for these when it is loaded: under CI it draws nothing.
vi.hoisted(() => {
  process.env.CI = 'false'
  process.env.CONTINUOUS_INTEGRATION = 'false'
  process.env.FORCE_COLOR = '1'
})

export const PROMPT = 'gatelab> '
export const FLOOR = 'Ctrl-D leaves'
export const ENTER = '\r'
export const CTRL_D = '\u0004'

/** Trains until it is let go or stopped. */
const trains: Play = async function* (hold) {
  const cells = (['rnn', 'lstm'] as const).map((cell) => ({ cell, from: 0, to: 500 }))
  yield { type: 'bench-start', task, cells }
  for (const { cell } of cells) {
    yield { type: 'bench-observation', cell, observation: observationOf(cell, 100) }
    yield { type: 'bench-progress', cell, step: 150, stepsPerSecond: 400 }
  }
  await hold()
  yield { type: 'lab', result: training }
}

/** A line in which the second word is refused. */
export const WIDE = '忘忘忘 夹 x'
const refuses: Play = fails(
  Object.assign(new InputError('unexpected-argument', { argument: '夹', command: '忘忘忘' }), {
    column: WIDE.indexOf('夹') + 1,
  }),
)

const walks: Play = async function* () {
  yield { type: 'lab', result: { ...walk, t: 25, unit: 1 } }
}

const PLAYS: Readonly<Record<string, Play>> = {
  train: trains,
  gradient: says(gradient),
  memory: says(memory),
  gates: says(states),
  walk: walks,
  lang: says({ kind: 'language', language: 'zh-CN' }),
  quit: says({ kind: 'quit' }),
  [WIDE.split(' ')[0]]: refuses,
  broken: fails(new Error('the thread broke')),
}

const open: { terminal: FakeTerminal; result: Promise<void> }[] = []

/** Two hundred time steps once a line has chosen them. */
const factsAfter = (ran: readonly string[]) =>
  ran.includes('task adding --length 200')
    ? { ...bench, spec: { ...bench.spec, length: 200 } }
    : bench

export function start(columns = 80, rows = 24, options: Partial<LabOptions> = {}) {
  const terminal = openTerminal(columns, rows)
  const played = playedConversation(factsAfter, PLAYS)
  const entered: string[] = []
  const result = showLab(played.conversation, {
    text: textIn('en'),
    textOf: textIn,
    colors: 'truecolor',
    streams: { stdin: terminal.stdin, stdout: terminal.stdout },
    history: { lines: ['show'], add: (line) => void entered.push(line) },
    page: async (event: CommandEvent) => (event.type === 'tasks' ? 'a page' : null),
    sentence: sentenceOf,
    ...options,
  })
  result.catch(() => {})
  open.push({ terminal, result })
  return { terminal, result, entered, ...played }
}

/** No test leaves a screen behind. */
afterEach(async () => {
  for (const { terminal, result } of open.splice(0)) {
    terminal.press(`${KEY.ctrlC}${KEY.ctrlC}${CTRL_D}`)
    await result.catch(() => {})
  }
})

/** The line of the prompt. */
export const promptOf = (terminal: FakeTerminal) =>
  terminal.lines().findLast((line) => line.startsWith(PROMPT))
export const ready = (terminal: FakeTerminal) => terminal.waitFor(FLOOR)

/** One row stays free, nothing is too wide, and prompt and hint are the last lines. */
export function expectFits(terminal: FakeTerminal, columns: number, rows: number) {
  const lines = terminal.lines()
  expect(lines).toHaveLength(rows)
  expect(lines[rows - 1]).toBe('')
  expect(lines[rows - 3].startsWith(PROMPT)).toBe(true)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
}

export async function expectLeft(terminal: FakeTerminal) {
  await vi.waitFor(() => expect(terminal.onAlternateScreen()).toBe(false))
  expect(terminal.raw().split('\u001b[?1049h')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?1049l')).toHaveLength(2)
  expect(terminal.raw().split('\u001b[?2004h')).toHaveLength(2)
  expect(terminal.raw().lastIndexOf('\u001b[?2004l')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?2004h'),
  )
  expect(terminal.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?25l'),
  )
  expect(terminal.rawMode()).toBe(false)
}
