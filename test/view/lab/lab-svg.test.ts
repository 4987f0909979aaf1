import { describe, expect, test } from 'vitest'
import { pictureSvg } from '../../../src/view/lab/lab-svg.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { document, escaped, label } from '../../../src/view/svg/document.ts'
import type { LabResult } from '../../../src/workbench/result-kinds.ts'
import {
  attribution,
  falling,
  gradient,
  memory,
  RESULTS,
  states,
  training,
  walk,
  wave,
} from '../../support/lab-results.ts'
import { parseMarkup } from '../../support/markup.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')

/** Of these there is nothing but words; all others have a picture. */
const WITHOUT = [
  'bench',
  'example',
  'verification',
  'math',
  'code',
  'history',
  'diff',
  'receipt',
  'file',
  'language',
] as const satisfies readonly (keyof typeof RESULTS)[]
const PICTURES: [string, LabResult][] = Object.entries(RESULTS).filter(
  ([name]) => !(WITHOUT as readonly string[]).includes(name),
)

describe('exported pictures', () => {
  test.each(PICTURES)(
    '%s is a document that stands alone and says what it shows',
    (name, result) => {
      for (const text of [en, zh]) {
        const svg = pictureSvg(result, text) ?? ''
        expect(svg, `${name} has a picture, unless it stands in WITHOUT`).not.toBe('')
        parseMarkup(svg)
        expect(svg).toMatch(
          /<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="0 0 \d+ \d+" role="img"/,
        )
        expect(svg).toMatch(/<title id="title">[^<]+<\/title>/)
        expect(svg).not.toMatch(/<script|<image|href|url\(|@import|NaN|Infinity|undefined/)
        const last =
          labText(result, text, 100_000, { pictures: false }).trim().split('\n').at(-1) ?? ''
        expect(svg.match(/<desc[^>]*>([\s\S]*)<\/desc>/)?.[1]).toContain(escaped(last))
      }
    },
  )

  test('results without a picture have none', () => {
    for (const name of WITHOUT)
      expect(pictureSvg(RESULTS[name], en), `${name} stands in WITHOUT`).toBeNull()
    expect(pictureSvg({ kind: 'quit' }, en)).toBeNull()
  })

  test('a profile goes from its first value to its last, on an axis from 1e-50 to 1', () => {
    const only: LabResult = { ...gradient, lstm: undefined }
    const path = pictureSvg(only, en)?.match(/d="M([\d.]+) ([\d.]+)((?:L[\d.]+ [\d.]+)+)"/)
    const points =
      path?.[3]
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number)) ?? []
    expect(points).toHaveLength(49)
    const [x, y] = points.at(-1) ?? []
    expect(x - Number(path?.[1])).toBe(624)
    const { hidden } = gradient.rnn?.log10 ?? { hidden: [] }
    const rise = (hidden.at(-1) ?? 0) - (hidden[0] ?? 0)
    expect(rise).toBeGreaterThan(10)
    expect(Math.abs(Number(path?.[2]) - y - (240 * rise) / 50)).toBeLessThan(1)
  })

  test('exact zeros stand on a line of their own, below the axis and its break', () => {
    const hidden = gradient.rnn?.log10.hidden ?? []
    const cut = hidden.map((value, t) => (t < 10 ? null : value))
    const { rnn } = gradient
    const drawn = (hidden: readonly (number | null)[]) =>
      pictureSvg(
        {
          ...gradient,
          lstm: undefined,
          ...(rnn && { rnn: { ...rnn, log10: { ...rnn.log10, hidden: [...hidden] } } }),
        },
        en,
      ) ?? ''
    const label = drawn(cut).match(/<text x="64" y="([\d.]+)" text-anchor="end">0<\/text>/)
    const strokes = Array.from(
      drawn(cut).matchAll(/d="M([\d.]+) ([\d.]+)((?:L[\d.]+ [\d.]+)+)"/g),
      ([, x, y, rest]) => ({ x: Number(x), y: Number(y), points: rest.split('L').length }),
    )
    const zero = Number(label?.[1]) - 4
    // From t = 1 to 10 at the height of "0"; the others above it.
    expect(strokes.map(({ points }) => points)).toEqual([40, 10])
    expect(strokes[1].x).toBe(72)
    expect(strokes[1].y).toBe(zero)
    expect(strokes[0].y).toBeLessThan(zero - 10)
    expect(drawn(hidden)).not.toMatch(/stroke-dasharray="1 3"|>0<\/text>/)
    expect(drawn(cut)).toMatch(/stroke-dasharray="1 3"/)
  })

  test('a gap stays a gap, and a value alone is a dot', () => {
    const log10 = [-1, -2, null, -3, null, -4, -5]
    const svg =
      pictureSvg({ ...attribution, cells: { lstm: { log10, share: 0.5, meanShare: 0.5 } } }, en) ??
      ''
    const d = svg.match(/d="(M[^"]*)" fill="none" stroke="#3a9bca"/)?.[1] ?? ''
    expect(d.match(/M/g)).toHaveLength(3)
    expect(d.match(/h0/g)).toHaveLength(1)
  })

  test('the strips have a cell for each time step and unit, in the colours of their values', () => {
    const two = { ...states, rnn: undefined, histogram: null, lstm: { f: [[0], [1], [1]] } }
    const cells =
      pictureSvg(two, en)?.match(
        /<rect x="[\d.]+" y="46" width="[\d.]+" height="128.3" fill="[^"]+"\/>/g,
      ) ?? []
    expect(cells.map((one) => one.match(/fill="([^"]+)"/)?.[1])).toEqual(['#180f3d', '#fcfdbf'])
  })

  test('the bars are as long as their counts', () => {
    const svg =
      pictureSvg({ ...memory, after: { ...memory.after, halfLife: [2, 2, 20, 20, 20, 20] } }, en) ??
      ''
    const widths = Array.from(
      svg.matchAll(/<rect x="112" y="\d+" width="([\d.]+)"/g),
      ([, width]) => Number(width),
    )
    expect(widths).toEqual([260, 0, 520])
  })

  test('sizes from nothing to much stay sound, and small', () => {
    const T = 100_000
    const long = { ...walk.sequence, length: T, marks: [1, T] }
    const results: LabResult[] = [
      { ...training, cells: {} },
      { kind: 'gradient', length: 0, batch: 0 },
      { ...walk, cell: [], hidden: [] },
      {
        ...attribution,
        sequence: long,
        cells: { rnn: { log10: falling(9, T), share: 0, meanShare: 0 } },
      },
      {
        ...attribution,
        cells: { rnn: { log10: [null, Number.NaN], share: Number.NaN, meanShare: 0 } },
      },
      { ...walk, sequence: long, cell: wave(T, 1), hidden: wave(T, 1) },
      { ...walk, cell: wave(1, 4096), hidden: wave(1, 4096) },
    ]
    for (const result of results) {
      const svg = pictureSvg(result, en) ?? ''
      parseMarkup(svg)
      expect(svg).not.toMatch(/NaN|Infinity/)
      expect(svg.length).toBeLessThan(1e6)
    }
  })
})

test('text is escaped', () => {
  const evil = `</text><script>alert("x")</script>&\u001b\ud800'`
  const svg = document({ width: 10, height: 10, title: evil, description: evil }, [
    label(0, 0, evil, { fill: evil }),
  ])
  parseMarkup(svg)
  expect(svg).not.toContain('<script')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ud800-\udfff]/)
})
