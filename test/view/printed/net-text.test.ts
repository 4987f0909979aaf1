/** What is said of nets of all kinds: within the width, in both languages, whatever the numbers. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { RecurrentLayer, Stack } from '../../../src/engine/stack/types.ts'
import { type NetEvent, netEvents } from '../../../src/inspection/given-net/inspect-file.ts'
import { netDocument } from '../../../src/inspection/given-net/net-schema.ts'
import { unseen } from '../../../src/io/sanitize.ts'
import type { GivenNet, NetRemark } from '../../../src/net-files/net-file.ts'
import { netLayerText, netOddText } from '../../../src/view/printed/net-layer-text.ts'
import { netHeadText } from '../../../src/view/printed/net-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { directionOf, type LayerWish, layerOf, seededNumbers } from '../../support/stacks.ts'
import { textIn } from '../../support/texts.ts'

const HOSTILE = `a\u001b[31m\u202e\u200b${'x'.repeat(300)}`
const LANGUAGES = ['en', 'zh-CN'] as const

const stackOf = (wish: LayerWish, name = 'layer', size = 0.5): Stack => {
  const numbers = seededNumbers(3)
  const { layer } = layerOf(wish, (count) => numbers(count).map((one) => one * size))
  return { name, steps: [{ ...layer, name }], readouts: [] }
}

const netOf = (stacks: readonly Stack[], remarks: readonly NetRemark[] = []): GivenNet => ({
  ...{ format: 'onnx', convention: 'opset 20', stacks, remarks, metadata: {} },
})

async function eventsOf(net: GivenNet): Promise<NetEvent[]> {
  const events: NetEvent[] = []
  for await (const event of netEvents(net)) events.push(event)
  return events
}

async function textOf(net: GivenNet, language: (typeof LANGUAGES)[number], width: number) {
  const text = textIn(language).view
  const parts = (await eventsOf(net)).map((event) => {
    if (event.type === 'net-head') return netHeadText(event.head, text, width)
    if (event.type === 'net') return netOddText(event.net, text, width)
    return netLayerText(event.layer, event, text, width)
  })
  return parts.join('')
}

/** One direction whose weights are changed. */
function changed(
  wish: LayerWish,
  change: (weights: Awaited<ReturnType<NonNullable<RecurrentLayer['forward']>['load']>>) => void,
): Stack {
  const { layer, weights } = layerOf(wish, seededNumbers(4))
  change(weights[0])
  const step = { ...layer, forward: directionOf(weights[0]) }
  return { name: '', steps: [step], readouts: [] }
}

const NETS: Readonly<Record<string, GivenNet>> = {
  lstm: netOf([stackOf({ kind: 'lstm', I: 3, H: 40, directions: 'both' })]),
  'gru without biases': netOf([stackOf({ kind: 'gru', I: 1, H: 1, bias: false })]),
  'rnn that fades': netOf([stackOf({ kind: 'rnn', I: 2, H: 12 }, 'r', 0.1)]),
  'rnn that grows': netOf([stackOf({ kind: 'rnn', I: 2, H: 12 }, 'r', 3)]),
  projected: netOf([stackOf({ kind: 'lstm', I: 3, H: 6, R: 2, directions: 'backward' })]),
  'no forget gate': netOf([stackOf({ kind: 'lstm', I: 3, H: 6, form: { leftOut: 'f' } })]),
  'brain.js': { ...netOf([stackOf({ kind: 'brain-lstm', I: 3, H: 6 })]), format: 'brain.js' },
  'all NaN': netOf([
    changed({ kind: 'lstm', I: 2, H: 3 }, (weights) => {
      const { input, recurrent, inputBias, recurrentBias } = weights
      for (const one of [input, recurrent, inputBias, recurrentBias]) one?.fill(Number.NaN)
    }),
  ]),
  'an rnn of infinities': netOf([
    changed({ kind: 'rnn', I: 2, H: 3 }, ({ recurrent }) => recurrent.fill(Infinity)),
  ]),
  'huge biases': netOf([
    changed({ kind: 'lstm', I: 2, H: 3 }, ({ inputBias }) => inputBias?.fill(900)),
  ]),
  'two nets': netOf([
    stackOf({ kind: 'rnn', I: 1, H: 2 }, 'one'),
    stackOf({ kind: 'gru', I: 1, H: 2 }, 'two'),
  ]),
  'hostile names': netOf(
    [stackOf({ kind: 'lstm', I: 1, H: 2 }, HOSTILE)],
    [{ is: 'unused', count: 40, names: new Array(40).fill(HOSTILE) }],
  ),
}

describe.each(Object.entries(NETS))('%s', (_, net) => {
  it.each([20, 60, 80])(
    'within %i columns, in both languages, with no number missing',
    async (width) => {
      for (const language of LANGUAGES) {
        const text = await textOf(net, language, width)
        const wide = text.split('\n').filter((line) => widthOf(line) > width)
        expect(wide).toEqual([])
        expect(text).not.toMatch(/undefined|null|\[object/)
        expect(text.split('\n').some((line) => unseen(line))).toBe(false)
      }
    },
  )

  it('as the schema has it, with the same in JSON', async () => {
    const { net: document } = (await eventsOf(net)).at(-1) as Extract<NetEvent, { type: 'net' }>
    const read = v.safeParse(netDocument, JSON.parse(JSON.stringify(document)))
    expect(read.issues).toBeUndefined()
    expect(read.output).toEqual(document)
    expect(unseen(JSON.stringify(document))).toBe(false)
  })
})

it('names what could be the readout where none is certain', async () => {
  const load = async () => ({ weight: new Float32Array(8), bias: null })
  const readouts = ['fc1', ''].map((name) => ({
    ...({ is: 'dense', name, input: 4, output: 2, activation: { is: 'identity' }, load } as const),
    tensors: { weight: `${name || 'head'}.weight`, bias: null },
  }))
  const net = netOf([{ ...stackOf({ kind: 'lstm', I: 3, H: 4 }), readouts }])
  const flat = (text: string) => text.replace(/\s+/g, ' ')
  expect(flat(await textOf(net, 'en', 80))).toContain(
    'Perhaps the readout: "fc1", "head.weight"; with --input, --readout NAME says which it is.',
  )
  expect(await textOf(net, 'zh-CN', 80)).toContain('可能是读出层：“fc1”、“head.weight”')
  expect(await textOf(netOf([stackOf({ kind: 'lstm', I: 3, H: 4 })]), 'en', 80)).not.toMatch(
    /Perhaps the readout/,
  )
})

it('tells what there is before it loads a number', async () => {
  const loaded: string[] = []
  const { layer, weights } = layerOf({ kind: 'gru', I: 1, H: 2 }, seededNumbers(1))
  const load = async () => {
    loaded.push('layer')
    return weights[0]
  }
  const steps = [{ ...layer, forward: { tensors: {}, load } }]
  const seen: [string, number][] = []
  for await (const { type } of netEvents(netOf([{ name: '', steps, readouts: [] }])))
    seen.push([type, loaded.length])
  expect(seen).toEqual([
    ['net-head', 0],
    ['net-layer', 1],
    ['net', 1],
  ])
})

it('quotes names in remarks, empty ones, too, and says how many more there are', async () => {
  const layers = ['', 'a list', 'decoder']
  const net = netOf(
    [stackOf({ kind: 'gru', I: 1, H: 2 })],
    [
      { is: 'unused', count: 14, names: ['', 'head.weight'] },
      { is: 'skipped', layers },
    ],
  )
  const en = await textOf(net, 'en', 200)
  expect(en).toContain('Not read, 14 tensors: "", "head.weight", and 12 more.')
  expect(en).toContain('Layers that are there and not read: "", "a list", "decoder".')
  const zh = await textOf(net, 'zh-CN', 200)
  expect(zh).toContain('没有读取的张量，共 14 个：“”、“head.weight”、')
  expect(zh).toContain('“”、“a list”、“decoder”。')
})

describe('in words', () => {
  const gru = (...z: number[]) =>
    changed({ kind: 'gru', I: 1, H: z.length }, ({ inputBias, recurrentBias }) => {
      inputBias?.fill(0)
      recurrentBias?.fill(0)
      for (const [k, value] of z.entries()) inputBias?.set([value], z.length + k)
    })

  it('units that are alike, and units that are not', async () => {
    const alike = await textOf(netOf([gru(0, 0)]), 'en', 200)
    expect(alike).toContain('the update gate z is 0.5 on all units.')
    expect(alike).toContain(
      'each state halves every step and is down to a thousandth after 10 steps',
    )
    const apart = await textOf(netOf([gru(0, Math.log(3))]), 'en', 200)
    expect(apart).toContain('is 0.625 on average')
    expect(apart).toContain('unit 2 remembers longest and halves every 2.4 steps')
  })

  it('units that never fade', async () => {
    const text = await textOf(netOf([gru(0, 900, 900)]), 'en', 200)
    expect(text).toContain('2 of 3 states never fade: the gate is 1 there.')
    expect(text).toMatch(/^ *never │█+ 2$/m)
  })

  it('bins of half-lives count each unit once', async () => {
    const many = Array.from({ length: 50 }, (_, k) => -3 + k / 5)
    const text = await textOf(netOf([gru(...many)]), 'en', 80)
    const bars = [...text.matchAll(/^ *[\d.e-]+–[\d.e-]+ │\S* (\d+)$/gm)]
    expect(bars.length).toBeGreaterThan(4)
    expect(bars.length).toBeLessThanOrEqual(10)
    expect(bars.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(50)
  })

  it('layers that have the same numbers', async () => {
    const [one, same] = [
      stackOf({ kind: 'gru', I: 1, H: 2 }, 'a'),
      stackOf({ kind: 'gru', I: 1, H: 2 }, 'b'),
    ]
    const other = stackOf({ kind: 'gru', I: 1, H: 2 }, 'c', 0.4)
    const before = stackOf({ kind: 'gru', I: 1, H: 2, form: { reset: 'before' } }, 'd')
    const text = await textOf(netOf([one, same, other, before]), 'en', 200)
    expect(text.match(/The same numbers as .*/g)).toEqual(['The same numbers as net 1, layer 1.'])
    expect(text.match(/^block /gm)?.length).toBe(3)
  })

  it('what is odd, and where', async () => {
    const net = NETS['an rnn of infinities']
    expect(await textOf(net, 'en', 200)).toContain(
      'Layer 1: "recurrent" has 9 numbers that are NaN or infinite, first Infinity at [0, 0].',
    )
    expect(await textOf(net, 'zh-CN', 200)).toContain(
      '第 1 层：“recurrent”中有 9 个数是 NaN 或无穷大，第一个是 [0, 0] 处的 Infinity。',
    )
    expect(await textOf(NETS['rnn that fades'], 'en', 200)).toContain('Nothing odd was found')
  })
})

it.each([
  ['onnx', 'opset 20', 'ONNX (opset 20)'],
  ['pytorch', 'state_dict', 'PyTorch (state_dict)'],
  ['safetensors', 'PyTorch', 'safetensors (PyTorch)'],
  ['keras', 'Keras 3.15.1', 'Keras 3.15.1'],
  ['tensorflow.js', 'TensorFlow.js tfjs-layers v4.22.0', 'TensorFlow.js tfjs-layers v4.22.0'],
  ['flax', 'Flax', 'Flax'],
  ['numpy', '', 'NumPy'],
] as const)('names the format %s once (%s)', async (format, convention, shown) => {
  const net = { ...netOf([stackOf({ kind: 'gru', I: 1, H: 1 })]), format, convention }
  expect(await textOf(net, 'en', 100)).satisfy((said: string) =>
    said.startsWith(`${shown}: a net of`),
  )
})

it('sets the direction apart by a comma of the language', async () => {
  const net = netOf([stackOf({ kind: 'gru', I: 1, H: 1, directions: 'both' })])
  expect(await textOf(net, 'zh-CN', 100)).toContain('1 → 1，沿时间正向\n')
  expect(await textOf(net, 'en', 100)).toContain('1 → 1, forward in time\n')
})
