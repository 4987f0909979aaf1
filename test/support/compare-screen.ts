/** The screen of a comparison on a terminal in memory. */

import stringWidth from 'string-width'
import { afterEach, expect, vi } from 'vitest'
import { ownData as englishOwn } from '../../src/text/en/own-data.ts'
import { ui as englishUi } from '../../src/text/en/ui.ts'
import { view as englishView } from '../../src/text/en/view.ts'
import { ownData as chineseOwn } from '../../src/text/zh-CN/own-data.ts'
import { ui as chineseUi } from '../../src/text/zh-CN/ui.ts'
import { view as chineseView } from '../../src/text/zh-CN/view.ts'
import { type CompareOptions, showCompare } from '../../src/ui/compare/compare.tsx'
import { PLAN, playedComparison, RUNS, reportOf, training, wholeRun } from './comparison.ts'
import { type FakeTerminal, openTerminal } from './terminal.ts'

// Ink asks for these when it is loaded: under CI it draws nothing.
vi.hoisted(() => {
  process.env.CI = 'false'
  process.env.CONTINUOUS_INTEGRATION = 'false'
  process.env.FORCE_COLOR = '1'
})

export const TEXTS = {
  en: { ui: englishUi, view: englishView, ownData: englishOwn },
  'zh-CN': { ui: chineseUi, view: chineseView, ownData: chineseOwn },
}

const running: { end(): void; terminal: FakeTerminal; result: Promise<unknown> }[] = []

export function start(columns = 80, rows = 24, options: Partial<CompareOptions> = {}) {
  const terminal = openTerminal(columns, rows)
  const played = playedComparison()
  const result = showCompare(played, {
    text: TEXTS.en,
    color: true,
    streams: { stdin: terminal.stdin, stdout: terminal.stdout },
    ...options,
  })
  result.catch(() => {})
  running.push({ end: played.end, terminal, result })
  return { terminal, played, result }
}

/** No test leaves a screen behind. */
afterEach(async () => {
  for (const { end, terminal, result } of running.splice(0)) {
    end()
    terminal.press('qq')
    await result.catch(() => {})
  }
})

export const halfway = [PLAN, ...training(RUNS[0], 0, 400), ...training(RUNS[1], 0, 350)]
export const finished = [
  PLAN,
  ...RUNS.flatMap(wholeRun),
  { type: 'report' as const, report: reportOf(RUNS) },
]

/** The frame keeps one line free, and no line is wider than the terminal. */
export function expectFits(terminal: FakeTerminal, columns: number, rows: number) {
  const lines = terminal.lines()
  expect(lines).toHaveLength(rows)
  expect(lines[rows - 1]).toBe('')
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
}
