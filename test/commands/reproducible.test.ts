/**
 * Results whose settings no command line takes are refused; whatever is accepted says a line that
 * comes to the same design.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, it, test } from 'vitest'
import { designOf } from '../../src/commands/compare.ts'
import type { Values } from '../../src/commands/grammar/command.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { unaskable } from '../../src/commands/reproducible.ts'
import { parse } from '../../src/commands/session/parse.ts'
import { Session } from '../../src/commands/session/session.ts'
import { digestOfDesign } from '../../src/experiments/design-digest.ts'
import type { ResultsLine } from '../../src/experiments/store/results-line.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { type Design, SWEPT } from '../../src/specs/design.ts'
import { seedsOf } from '../../src/specs/seeds.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { eventsOf, host } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
let lines: readonly string[] = []
beforeAll(async () => {
  await run(
    'compare adding --length 5,6 --hidden 4 --steps 4 --eval-every 4 --seeds 2' +
      ` --results ${folder}/made`,
  )
  lines = (await readFile(join(folder, 'made', 'results.jsonl'), 'utf8')).trim().split('\n')
})

async function run(line: string) {
  const session = new Session(host())
  try {
    return await eventsOf(session, line)
  } finally {
    await session.close()
  }
}

type Written = ResultsLine['plan']['design']

/**
 * The results with another design that has its own digest, as whoever makes such a file would write
 * it.
 */
async function changed(name: string, change: (design: Written) => void): Promise<string> {
  const path = join(folder, `${name}.jsonl`)
  const text = lines.map((one) => {
    const line = JSON.parse(one) as ResultsLine
    change(line.plan.design)
    const { spec, ...others } = line.plan.design
    line.plan.digest = digestOfDesign({
      ...others,
      spec: { ...spec, seeds: seedsOf(spec.seeds) ?? [] },
    } as Design)
    return JSON.stringify(line)
  })
  await writeFile(path, `${text.join('\n')}\n`)
  return path
}

const refusal = async (line: string) => {
  try {
    await run(line)
    return null
  } catch (error) {
    return error instanceof InputError ? { code: error.code, ...error.details } : error
  }
}

test.each<[string, (design: Written) => void]>([
  ['spec.steps', ({ spec }) => Object.assign(spec, { steps: 1e300 })],
  ['spec.steps', ({ spec }) => Object.assign(spec, { steps: 100_000_001 })],
  ['spec.learningRate', ({ spec }) => Object.assign(spec, { learningRate: -1 })],
  ['spec.learningRate', ({ spec }) => Object.assign(spec, { learningRate: 1e-40 })],
  ['spec.batch', ({ spec }) => Object.assign(spec, { batch: 100_000 })],
  ['spec.evalEvery', ({ spec }) => Object.assign(spec, { evalEvery: 1e9 })],
  ['spec.clip', ({ spec }) => Object.assign(spec, { clip: -1 })],
  ['spec.forgetBias', ({ spec }) => Object.assign(spec, { forgetBias: 5000 })],
  ['spec.inputBias', ({ spec }) => Object.assign(spec, { inputBias: -5000 })],
  ['spec.symbols', ({ spec }) => Object.assign(spec, { symbols: 9000 })],
  ['spec.cells', ({ spec }) => Object.assign(spec, { cells: ['lstm', 'rnn'] })],
  ['spec.cells', ({ spec }) => Object.assign(spec, { cells: ['rnn', 'rnn'] })],
  ['axes.0.values', ({ axes }) => Object.assign(axes[0], { values: [5, 5.5] })],
  ['axes.0.values', ({ axes }) => Object.assign(axes[0], { values: [-5, 6] })],
  ['axes.0.values', ({ axes }) => Object.assign(axes[0], { values: [5, 5] })],
  ['axes', ({ axes }) => Object.assign(axes[0], { values: [5] })],
  ['axes', ({ axes }) => axes.push({ option: 'length', values: [7, 8] })],
  ['fair', ({ fair }) => fair.push('hidden')],
  ['tune', (design) => Object.assign(design, { tune: 1e6 })],
])(
  'a design whose %s nobody could have asked for is refused in report and merge',
  async (problem, change) => {
    const path = await changed('wrong', change)
    for (const command of ['report', 'merge']) {
      const found = await refusal(`${command} ${path}`)
      if (
        found !== null &&
        typeof found === 'object' &&
        'code' in found &&
        found.code !== 'results-line'
      ) {
        // What no task can be made of has a sentence of its own.
        expect(['not-for-task', 'too-small', 'bad-length']).toContain(found.code)
      } else {
        expect(found).toMatchObject({ code: 'results-line', path, line: 1 })
        expect((found as { problem: string }).problem).toContain(`plan.design.${problem}`)
      }
    }
  },
)

it('takes what it wrote itself', async () => {
  const path = await changed('right', () => {})
  expect(await refusal(`report ${path}`)).toBeNull()
})

const nonsense = fc.oneof(
  fc.integer({ min: -3, max: 2000 }),
  fc.constantFrom(
    0,
    -1,
    1e300,
    1e-320,
    0.1,
    1 / 3,
    5e-324,
    1e21,
    2 ** 31,
    0.30000000000000004,
    1e-30,
    123456.789,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
/** Mostly what an option takes. */
const from = (min: number, max: number) =>
  fc.oneof({ weight: 30, arbitrary: fc.integer({ min, max }) }, { weight: 1, arbitrary: nonsense })
const real = (min: number, max: number) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 1, arbitrary: nonsense },
  )

test('whatever a design holds, its line comes to the same or it is refused', async () => {
  const base = resolveSpec({ task: 'adding' })
  const counts = { accepted: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          length: from(1, 2000),
          hidden: from(1, 4096),
          batch: from(1, 500),
          steps: from(1, 1e8),
          learningRate: real(1e-30, 1e6),
          clip: fc.oneof(real(1e-300, 1e30), fc.constant(null)),
          forgetBias: fc.oneof(real(-1000, 1000), fc.constant('chrono' as const)),
          evalEvery: from(1, 1e8),
          seeds: fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 3 }),
          cells: fc.constantFrom(['rnn'], ['lstm'], ['rnn', 'lstm'], ['lstm', 'rnn']),
          untilSolved: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      fc.array(from(1, 4096), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        'hidden' as const,
        'steps' as const,
        'learning-rate' as const,
        'clip' as const,
        null,
      ),
      async (settings, values, option) => {
        const axes = option === null ? [] : [{ option, values }]
        // What is swept has its first value in the base, mostly.
        const first = option === null || values[0] % 7 === 0 ? {} : { [SWEPT[option]]: values[0] }
        const design = {
          spec: { ...base, ...settings, ...first },
          axes,
          fair: ['hidden'],
          tune: 0,
        } as unknown as Design
        let problem: string | null
        try {
          problem = await unaskable(design)
        } catch (error) {
          if (!(error instanceof InputError)) throw error
          problem = error.code
        }
        counts[problem === null ? 'accepted' : 'refused']++
        if (problem !== null) return
        const tokens = tokenise(reproduce(design)).flatMap(({ tokens }) =>
          tokens.map(({ text }) => text),
        )
        const read: Values = parse(tokens).values
        expect(digestOfDesign(await designOf(read, {}))).toBe(digestOfDesign(design))
      },
    ),
    { seed: 10, numRuns: 1500 },
  )
  // Both happened, or it shows nothing.
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(50)
})
