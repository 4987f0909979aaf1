/** What is understood of data files, and small tables to be understood. */
import { understoodOf } from '../../src/inspection/given-data/summarize-data.ts'
import type { UnderstoodData } from '../../src/results/summary-of-data.ts'
import type { FileReading } from '../../src/specs/spec.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { fixturePath } from './fixture-path.ts'
import { writerTo } from './temporary-folder.ts'

export const fixture = (name: string) => fixturePath(`own/${name}`)

export const ofFile = (path: string, reading?: FileReading) =>
  understoodOf(
    resolveSpec({ task: 'data', file: { form: 'data', path, ...(reading ? { reading } : {}) } }),
  ) as UnderstoodData
/** What is understood of a file of this text, in a folder of the tests. */
export function textsIn(folder: string) {
  const written = writerTo(folder)
  let files = 0
  return (text: string, reading?: FileReading): UnderstoodData =>
    ofFile(written(`${files++}.data`, text), reading)
}
export const codes = (understood: { odd: readonly { what: string }[] }) =>
  understood.odd.map(({ what }) => what)

/** A table of so many sequences of four rows; what is asked stands at the last. */
export const table = (
  answer: (n: number) => string,
  { nothing = '', count = 12, x = (n: number, t: number) => (n * 3 + t) / 40 } = {},
) =>
  [
    'id,x,class',
    ...Array.from({ length: 4 * count }, (_, row) => {
      const [n, t] = [Math.floor(row / 4), row % 4]
      return `${n},${x(n, t)},${t === 3 ? answer(n) : nothing}`
    }),
  ].join('\n')
export const upDown = (n: number) => (n % 2 ? 'up' : 'down')
