import { expect, it } from 'vitest'
import { VARIANTS } from '../../../src/engine/types.ts'
import { walk } from '../../../src/workbench/probes/walk.ts'
import { equationsOf } from '../../../src/workbench/receipts/equations.ts'
import { smallBench } from '../../support/small-bench.ts'

it('show math says of each variant equations that no other has', async () => {
  const said = await Promise.all(
    VARIANTS.map(async (variant) => {
      const bench = smallBench({ variant, cells: ['lstm'] })
      const step = await walk.answer(bench, { t: 3 }, 'walk')
      const equations = equationsOf(step, bench.spec).map(({ equation }) => equation)
      return [equations.join('\n'), variant] as const
    }),
  )
  for (const [equations, variant] of said) {
    const same = said.filter(([others]) => others === equations).map(([, name]) => name)
    expect(
      same,
      `src/workbench/receipts/equations.ts says the same of ${same.join(' and ')}`,
    ).toEqual([variant])
  }
})
