/** Terminals of a few columns and lines: nothing throws, and what a command came to is written. */
import { expect, test } from 'vitest'
import { helpPage } from '../../src/cli/help-page.ts'
import { asText } from '../../src/cli/text-output.ts'
import { menuFrame } from '../../src/ui/home/start-menu-state.ts'
import { emptyEditor } from '../../src/ui/lab/editor.ts'
import { labFrame } from '../../src/ui/lab/frame.ts'
import { startState as labState } from '../../src/ui/lab/state.ts'
import { studyFrame } from '../../src/ui/study/frame.ts'
import { fold, startOf } from '../../src/ui/study/state.ts'
import { labText } from '../../src/view/lab/lab-text.ts'
import { compareText } from '../../src/view/report/compare-text.ts'
import { sweepText } from '../../src/view/report/sweep-text.ts'
import { wrapCommand } from '../../src/view/shared/copyable-command.ts'
import { shellLines } from '../../src/view/shared/shell-lines.ts'
import { textOf } from '../../src/view/shared/spans.ts'
import { widthOf } from '../../src/view/shared/width.ts'
import { lineChart } from '../../src/view/terminal/line-chart.ts'
import { PLAN, RUNS, wholeRun } from '../support/comparison.ts'
import { RESULTS } from '../support/lab-results.ts'
import { comparison, sweep } from '../support/reports.ts'
import { textIn } from '../support/texts.ts'

const WIDTHS = Array.from({ length: 20 }, (_, n) => n + 1)
const HEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8]
const LANGUAGES = ['en', 'zh-CN'] as const

test.each(LANGUAGES)('reports and sweeps in %s', async (language) => {
  const text = textIn(language)
  const report = comparison()
  const over = sweep({ axes: [{ option: 'length', values: [5, 6, 7] }] })
  for (const width of WIDTHS) {
    expect(compareText(report, text.view, width)).not.toBe('')
    expect(sweepText(over, text.view, width)).not.toBe('')
    const written = await asText({ type: 'report', report }, text, width)
    // The line that makes it again is whole, as a shell reads it.
    const lines = (written?.output ?? '').split('\n')
    const from = lines.findIndex((line) => line.startsWith('gatelab'))
    const command = lines
      .slice(from)
      .join('\n')
      .split('\n\n')[0]
      .replaceAll('\\\n', '')
      .replaceAll(/ +/g, ' ')
      .trim()
    expect(command).toBe(report.command)
    expect((await asText({ type: 'sweep', sweep: over }, text, width))?.output).toContain('gatelab')
  }
})

test.each(LANGUAGES)('results of the lab and pages of help in %s', async (language) => {
  const text = textIn(language)
  for (const width of WIDTHS) {
    for (const result of Object.values(RESULTS)) {
      labText(result, text, width)
      const event = await asText({ type: 'lab', result }, text, width)
      expect(event).not.toBeNull()
    }
    for (const name of [null, 'compare', 'repl'])
      expect(await helpPage(name, text.commands, width)).not.toBe('')
  }
})

test('a command stays one command', () => {
  const command = "gatelab compare adding --length 1000000 --data 'a b' --seeds 1..10"
  for (const width of [0, ...WIDTHS, 40]) {
    for (const lines of [
      wrapCommand(command, width),
      shellLines(command, width),
      wrapCommand('gatelab compare a', width),
    ]) {
      expect(lines.length).toBeLessThan(60)
    }
  }
})

test('charts', () => {
  for (const width of WIDTHS) {
    for (const height of HEIGHTS) {
      const x = { first: 't = 1', last: '50', ticks: [{ at: 1, words: 'one' }] }
      const { lines } = lineChart({ series: [{ values: [1, 2, null, 4] }], width, height, x })
      expect(lines).toHaveLength(height)
      for (const line of lines)
        expect(widthOf(line.map(({ text }) => text).join(''))).toBeLessThanOrEqual(width)
    }
  }
})

test.each(LANGUAGES)('frames of lab, menu and sweep in %s', (language) => {
  const text = textIn(language)
  const lab = {
    ...labState(text, []),
    editor: { ...emptyEditor(), text: '忘忘 train 200', cursor: 3 },
  }
  const items = [{ label: 'one 忘', note: 'note', about: 'about it' }, { label: 'two' }]
  const menu = { title: 'title', items, cursor: 0, notices: ['a notice'], keys: 'keys' }
  const study = [PLAN, ...RUNS.flatMap(wholeRun)].reduce(fold, startOf(text, null))
  for (const columns of WIDTHS) {
    for (const rows of HEIGHTS) {
      for (const screenReader of [false, true]) {
        const size = { columns, rows, colors: 'truecolor' as const, screenReader }
        for (const frame of [labFrame(lab, size), menuFrame(menu, size), studyFrame(study, size)]) {
          for (const line of frame.lines) expect(widthOf(textOf(line))).toBeLessThanOrEqual(columns)
        }
      }
    }
  }
})
