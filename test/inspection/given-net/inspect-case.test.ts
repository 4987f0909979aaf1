/** Nets of any layers on a case, from their file to the document and its text. */
import { readFileSync, truncateSync } from 'node:fs'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { inspectCase } from '../../../src/inspection/given-net/inspect-case.ts'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import { stackText } from '../../../src/view/printed/stack-text.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { flat, type Nested } from '../../support/float64-file.ts'
import { save, stack, written, writtenCase } from '../../support/inspected-stacks.ts'
import { entry, file } from '../../support/safetensors.ts'
import { seededNumbers } from '../../support/stacks.ts'

it('reads of a large file of several layers what it needs', async () => {
  const draw = seededNumbers(7)
  const sides = { ih_l0: [2, 3], hh_l0: [2, 2], ih_l1: [2, 2], hh_l1: [2, 2] } as const
  const header: Record<string, object> = {}
  const numbers: number[] = []
  for (const [name, [rows, columns]] of Object.entries(sides)) {
    header[`rnn.weight_${name}`] = entry([rows, columns], 8 * numbers.length, 'F64', 8)
    numbers.push(...draw(rows * columns))
  }
  // Beside it stands something that is too large to be read at all: a hole in the file.
  const hole = 2 ** 30
  header.buffer = entry([hole / 4], 8 * numbers.length, 'F32', 4)
  const bytes = file(header, new Uint8Array(Float64Array.from(numbers).buffer))
  const weights = save('large.safetensors', bytes)
  truncateSync(weights, bytes.length + hole)
  const found = await stack(weights, writtenCase('three.json', { x: [[[1, 0, -1]], [[0, 1, 1]]] }))
  expect(found.layers).toHaveLength(2)
})

describe.each(['lstm-both', 'lstm-projection', 'gru-three', 'gru-both'])('%s', (name) => {
  const given = JSON.parse(readFileSync(fixturePath(`nets/torch-stacks/${name}.json`), 'utf8'))
  const prefixed = Object.fromEntries(
    Object.entries<Nested>(given.weights).map(([key, values]) => [`rnn.${key}`, values]),
  )
  const weights = written(`${name}.safetensors`, prefixed)
  const { x, h0, c0, lengths, output } = given
  const input = writtenCase(`${name}.json`, { x, h0, c0, lengths })

  it('makes what PyTorch makes', async () => {
    const found = await stack(weights, input, { of: 'output' })
    const right = flat(output)
    for (const [k, value] of flat(found.outputs).entries()) expect(value).toBeCloseTo(right[k], 12)
    expect(found.layers).toHaveLength(given.options.num_layers)
    for (const layer of found.layers)
      expect(layer.directions).toHaveLength(given.options.bidirectional ? 2 : 1)
    expect(found.of).toMatchObject({ expression: 'output', asked: true })
    expect(found.initial).toEqual({ h0: true, c0: c0 !== undefined })
  })

  it.each([
    ['en', 60],
    ['en', 80],
    ['zh-CN', 60],
    ['zh-CN', 80],
  ] as const)('is told in %s in %i columns', async (language, width) => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
    const text = stackText(event.shown, language === 'en' ? en : zh, width)
    const lines = text.split('\n')
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
    const layers = given.options.num_layers * (given.options.bidirectional ? 2 : 1)
    const title = language === 'en' ? /^Layer \d: / : /^第 \d 层：/
    expect(lines.filter((line) => title.test(line))).toHaveLength(layers)
  })

  it('says where the gradient is smallest only where sizes differ by a factor of 2', async () => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
    const { shown } = event
    const told = (by: number) => {
      const layers = shown.layers.map((layer, n) => ({
        ...layer,
        directions: layer.directions.map((direction, d) => {
          const logs = direction.log10.hidden.map(() => (n + d > 0 ? by : 0) - 1)
          return { ...direction, log10: { ...direction.log10, hidden: logs, cell: null } }
        }),
      }))
      return stackText({ ...shown, layers }, en).replaceAll(/\s+/g, ' ')
    }
    expect(told(0.29)).toContain('about as large in all of them')
    expect(told(0.31)).toMatch(/the gradient is smallest in layer 1/)
  })
})

describe('a net of one layer', () => {
  const weights = fixturePath('lstm-odd.safetensors')
  const input = fixturePath('lstm-odd.json')

  it('is told with the gradient step by step where that is asked for', async () => {
    const event = await inspectCase(weights, input, { back: true })
    if (event.type !== 'stack-inspection') throw new Error('the other document')
    expect(event.back).toBe(true)
    const [told, curve] = [true, false].map((back) => stackText(event.shown, en, 80, back))
    expect(told).toMatch(/^ t +‖∂L\/∂h‖ +× +‖∂L\/∂c‖ +× +belt +rest +unit\n23 /m)
    expect(told).not.toContain('└t = 1')
    expect(curve).toContain('└t = 1')
    expect(curve).not.toContain('unit\n23')
  })

  it('is the other document, and --of makes it this one, with the same numbers', async () => {
    const event = await inspectCase(weights, input, {})
    if (event.type !== 'inspection') throw new Error('a stack')
    const one = event.inspection
    expect(one.schema).toBe('gatelab.inspection/1')
    const found = await stack(weights, input, { of: 'loss' })
    expect(found.loss).toBeCloseTo(one.loss as number, 6)
    expect(found.of.value).toBe(found.loss)
    const [{ gradient, gates }] = found.layers[0].directions
    for (const part of ['hidden', 'cell', 'belt', 'rest', 'input'] as const)
      for (const [t, log] of (one.gradient?.log10[part] ?? []).entries())
        expect(gradient.log10[part]?.[t]).toBeCloseTo(log as number, 3)
    for (const [gate, values] of Object.entries(one.gates ?? {}))
      for (const [k, value] of flat(values).entries())
        expect(flat(gates[gate])[k]).toBeCloseTo(value, 5)
  })
})
