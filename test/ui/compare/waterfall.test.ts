/** The waterfall in the lower half of a comparison's screen. */
import { describe, expect, test } from 'vitest'
import { fold, type ScreenState, START } from '../../../src/ui/compare/state.ts'
import { waterfallAxes, waterfallPicture } from '../../../src/ui/compare/waterfall.ts'
import { rampOf } from '../../../src/view/shared/palette.ts'
import { textOf, widthOfLine } from '../../../src/view/shared/spans.ts'
import { expectFits, finished, halfway, start, TEXTS } from '../../support/compare-screen.ts'

const state = halfway.reduce<ScreenState>(fold, START)
const [rnn, lstm] = state.runs
const size = { width: 39, height: 9, text: TEXTS.en, colors: 'none' as const }

describe('the picture', () => {
  const axes = waterfallAxes(state, [rnn, lstm], TEXTS.en)

  test('has one scale for both cells, and all planned steps', () => {
    // The RNN falls from 1e-1 by 49 steps of 1/3.1 decades, the LSTM by less.
    expect(axes).toEqual({ last: 500, decades: { lo: Math.floor(-1 - 49 / 3.1), hi: -1 } })
  })

  test('ends at the step looked at, and where training has got to', () => {
    const rowsOf = (until: number) => {
      const { lines } = waterfallPicture(rnn, { ...size, ...axes, until })
      // The last line is the axis of time.
      return lines.slice(0, -1).filter((line) => textOf(line).includes('@')).length
    }
    expect(waterfallPicture(rnn, { ...size, ...axes, until: 400 }).lines).toHaveLength(9)
    // Eight lines from step 0 to 500: of steps 0, 71.4, … 500; measured are those up to 400.
    expect([rowsOf(0), rowsOf(200), rowsOf(400)]).toEqual([1, 3, 6])
  })

  test('says how far back the gradient reaches, as its closed form', () => {
    const { sentence } = waterfallPicture(rnn, { ...size, ...axes, until: 400 })
    // Three decades at 3.1 steps each are 9.3 steps back from 50.
    expect(sentence).toBe(
      'tanh RNN: above a thousandth of the peak back to t = 41 at step 0, t = 41 at step 400.',
    )
    expect(waterfallPicture(lstm, { ...size, ...axes, until: 0 }).sentence).toContain('t = 1 at')
  })

  test('before anything is measured there is none', () => {
    const nothing = { ...size, ...waterfallAxes(START, [undefined], TEXTS.en), until: 0 }
    expect(waterfallPicture(undefined, nothing)).toEqual({
      key: [],
      lines: [],
      sentence: TEXTS.en.ui.emptyResults,
    })
  })

  test('in colour the LSTM is lighter at t = 1 than the RNN', () => {
    const ramp = rampOf('log', 'truecolor') as readonly string[]
    const [dark, light] = [rnn, lstm].map((run) => {
      const { lines } = waterfallPicture(run, {
        ...size,
        ...axes,
        colors: 'truecolor',
        until: 400,
      })
      for (const line of lines) expect(widthOfLine(line)).toBeLessThanOrEqual(39)
      return ramp.indexOf(lines[0].find(({ color }) => color)?.color ?? '')
    })
    expect(dark).toBe(Math.round(((17 - 1 - 49 / 3.1) / 16) * 47))
    expect(light).toBe(Math.round(((17 - 1 - 49 / 41) / 16) * 47))
  })
})

describe.each(['en', 'zh-CN'] as const)('on the screen, in %s', (language) => {
  const text = TEXTS[language]
  test.each([
    [80, 24],
    [100, 30],
    [120, 40],
    [160, 50],
  ])(
    'w shows it in place of the curves, then the gates, then the curves, at %i × %i',
    async (columns, rows) => {
      const { terminal, played } = start(columns, rows, { text })
      played.send(...finished)
      const curves = await terminal.waitFor(text.ui.keys.curves)
      expect(curves).toContain(text.ui.series.loss)
      terminal.press('w')
      const fall = await terminal.waitFor(text.ui.keys.waterfall)
      expectFits(terminal, columns, rows)
      expect(fall).toContain(text.view.waterfall.norm)
      expect(fall).toContain('▀')
      expect(fall).not.toContain(text.ui.series.loss)
      terminal.press('W')
      const gates = await terminal.waitFor(text.ui.keys.gates)
      expectFits(terminal, columns, rows)
      for (const name of ['f│', 'i│', 'o│', '▲']) expect(gates).toContain(name)
      terminal.press('w')
      expect(await terminal.waitFor(text.ui.keys.curves)).toContain(text.ui.series.loss)
    },
  )
})
